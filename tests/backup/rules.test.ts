import { expect, test } from "vitest";
import { agoWords, isOld, nameOf, sizeWords } from "@/lib/backup/rules";

const now = new Date("2026-11-23T12:00:00Z");
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test("a backup is old after seven days, and none at all is old", () => {
  expect(isOld(before(7 * 1440), now)).toBe(false);
  expect(isOld(before(7 * 1440 + 1), now)).toBe(true);
  expect(isOld(null, now)).toBe(true);
});

test.each([
  [0, "0 minutes"],
  [1, "1 minute"],
  [89, "89 minutes"],
  [120, "2 hours"],
  [35 * 60, "35 hours"],
  [9 * 1440, "9 days"],
])("%i minutes ago is %s", (minutes, words) => {
  expect(agoWords(before(minutes), now)).toBe(words);
});

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1536, "1.5 kB"],
  [25_000_000, "25 MB"],
  [3_200_000_000, "3.2 GB"],
])("%i bytes are %s", (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

test("a file is named without its folder, on any system", () => {
  expect(nameOf("/mnt/backup/a.backup")).toBe("a.backup");
  expect(nameOf("D:\\shop\\a.backup")).toBe("a.backup");
});
