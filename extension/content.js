import((globalThis.browser ?? chrome).runtime.getURL("content/main.js")).then(({ begin }) => begin());
