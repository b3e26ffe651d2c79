import { describe, expect, test } from "vitest";
import { dispositionOf, savedName, shownName } from "@/lib/files/file-name";
import { mediaTypeOf } from "@/lib/files/media-type";
import { pixelsOf } from "@/lib/files/picture-size";
import { aGif, aJpeg, aPdf, aPng, aWebp, ofText } from "./files";

describe("what a file is", () => {
  test.each([
    [aPng(), "image/png"],
    [aJpeg(), "image/jpeg"],
    [aGif(), "image/gif"],
    [aWebp(), "image/webp"],
    [aPdf(), "application/pdf"],
  ])("its first bytes say", (content, mediaType) => {
    expect(mediaTypeOf(content)).toBe(mediaType);
  });

  test.each([
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "<?xml version='1.0'?><svg/>",
    "<!doctype html><script>alert(1)</script>",
    "  %PDF-1.7",
    "<!-- \x89PNG -->",
    "RIFF\0\0\0\0WAVEfmt ",
    "\0\0\0\0\0\0\0\0WEBP",
    "PK\x03\x04",
    "MZ",
    "GIF8",
    "%!PS-Adobe",
    "",
  ])("is no evidence when it is %o", (text) => {
    expect(mediaTypeOf(ofText(text))).toBeUndefined();
  });
});

test("how large a picture unfolds its head says, in all four kinds", () => {
  expect(pixelsOf(aPng(50_000, 40_000), "image/png")).toBe(2_000_000_000);
  expect(pixelsOf(aJpeg(300, 200), "image/jpeg")).toBe(60_000);
  expect(pixelsOf(aGif(), "image/gif")).toBe(4);
  expect(pixelsOf(aWebp(10, 20), "image/webp")).toBe(200);
});

test.each([
  [ofText("\x89PNG\r\n\x1a\n"), "image/png"],
  [ofText("\x89PNG\r\n\x1a\n\0\0\0\x0dJUNK\0\0\0\x01\0\0\0\x01"), "image/png"],
  [aPng(0, 5), "image/png"],
  [ofText("\xff\xd8\xff"), "image/jpeg"],
  [ofText("\xff\xd8\xff\xe0\0\0"), "image/jpeg"],
  [ofText("GIF89a"), "image/gif"],
  [ofText("RIFF\0\0\0\0WEBPXXXX"), "image/webp"],
] as const)("a broken head has no size", (content, mediaType) => {
  expect(pixelsOf(content, mediaType)).toBeUndefined();
});

describe("a name", () => {
  test.each([
    ["C:\\Users\\me\\stamps.png", "stamps.png"],
    ["../../etc/passwd", "passwd"],
    ["stamps\0.png", "stamps.png"],
    ["photo\u202egnp.exe", "photognp.exe"],
    ["a\r\nSet-Cookie: x=1.png", "aSet-Cookie: x=1.png"],
    ["\ud800.png", "\ufffd.png"],
    ["", "file"],
    ["..", ".."],
    ["Lieferverzögerung März 東京.pdf", "Lieferverzögerung März 東京.pdf"],
  ])("is shown without what cannot be seen: %o", (raw, shown) => {
    expect(shownName(raw)).toBe(shown);
  });

  test("is never longer than can be shown", () => {
    expect(shownName(`${"x".repeat(5_000)}.png`)).toHaveLength(120);
  });

  test("is saved with the ending of what the file is", () => {
    expect(savedName("report.pdf", "image/jpeg")).toBe("report.pdf.jpg");
    expect(savedName("evil.html", "image/png")).toBe("evil.html.png");
    expect(savedName("Photo.JPEG", "image/jpeg")).toBe("Photo.JPEG");
  });

  test("cannot leave its head of an answer", () => {
    expect(dispositionOf('a"; filename="b.html')).toBe(
      "attachment; filename=\"a__ filename__b.html\"; filename*=UTF-8''a%22%3B%20filename%3D%22b.html",
    );
    expect(new Headers({ "content-disposition": dispositionOf("März 東京.pdf") }).get("content-disposition")).toBe(
      "attachment; filename=\"M_rz __.pdf\"; filename*=UTF-8''M%C3%A4rz%20%E6%9D%B1%E4%BA%AC.pdf",
    );
  });
});
