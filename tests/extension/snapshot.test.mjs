import assert from "node:assert/strict";
import { test } from "node:test";

import { withoutReader } from "../../extension/content/snapshot.js";

test("what an address tells of the reader is left out, what it tells of the story stays", () => {
  for (const [address, left] of [
    ["https://news.example/a?id=7", "https://news.example/a?id=7"],
    ["https://news.example/a?id=7&session=x1&page=2", "https://news.example/a?id=7&page=2"],
    ["https://news.example/a?access_token=x1", "https://news.example/a"],
    ["/a?token=x1&id=7", "/a?id=7"],
    ["/a?id=7&email=me%40mail.example#part", "/a?id=7#part"],
    ["/a?author=smith&side=left", "/a?author=smith&side=left"],
    ["/a?userid=9;id=7", "/a?id=7"],
    ["", ""],
  ]) assert.equal(withoutReader(address), left);
});
