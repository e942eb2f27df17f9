import { randomInt } from "node:crypto";

const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** Sixteen letters in fours, without those that look alike: 79 bits, and one can read it out. */
export function makePassword(): string {
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [four(), four(), four(), four()].join("-");
}
