import { expect, test } from "vitest";
import { deviceOf, networkOf } from "@/lib/people/device";

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "Safari on a Mac",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0 Mobile/15E148 Safari/604.1",
    "Chrome on an iPhone",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36",
    "Samsung Internet on Android",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/138.0 Safari/537.36", "Chrome on Linux"],
  ["Something (X11; Linux) new/1.0", "A browser on Linux"],
  ["<script>alert(1)</script>", null],
  ["", null],
])("a browser is called in words: %s", (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words);
});

test.each([
  ["203.0.113.77", "203.0.113.x"],
  ["::ffff:203.0.113.77", "203.0.113.x"],
  ["127.0.0.1", "this machine"],
  ["::1", "this machine"],
  ["2001:0db8:0001:aaaa:bbbb:cccc:dddd:eeee", "2001:db8:1::x"],
  ["fe80::1234:5678", "fe80:0:0::x"],
  ["unknown", null],
  ["<b>", null],
])("of a network address the last part is left out: %s", (address, words) => {
  expect(networkOf(address)).toBe(words);
});
