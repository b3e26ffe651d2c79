import { afterEach, expect, test } from "vitest";
import { mailSettings } from "@/lib/mail/settings";

afterEach(() => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  delete process.env.ORIGIN;
});

const from = (url: string) => {
  process.env.SMTP_URL = url;
  return mailSettings();
};

test("without an address of a mail server there is no mail", () => {
  expect(mailSettings()).toBeUndefined();
});

test("the address of the mail server says all that is needed", () => {
  process.env.ORIGIN = "https://cause.example.org";
  expect(from("smtp://house:a%40b%3Ac@mail.example.org")).toEqual({
    host: "mail.example.org",
    port: 587,
    secure: false,
    tls: "offered",
    user: "house",
    password: "a@b:c",
    from: "Common Cause <no-reply@cause.example.org>",
  });
  expect(from("smtps://mail.example.org")).toMatchObject({ port: 465, secure: true });
  expect(from("smtp://[::1]:2525?tls=off")).toMatchObject({ host: "::1", port: 2525, tls: "off" });
});

test.each([
  "mail.example.org",
  "http://house:canary@mail.example.org",
  "smtp://",
  "smtp://x?tls=maybe",
  "smtp://a:canary@b:c",
  "smtp://a:canary%zz@b",
])("what is no such address is refused in words without its secrets: %s", (url) => {
  expect(() => from(url)).toThrow(/SMTP_URL is no address of a mail server/);
  expect(() => from(url)).not.toThrow(/canary/);
});
