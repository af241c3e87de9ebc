(globalThis.browser ?? chrome).runtime.sendMessage({ type: "arrived" });
