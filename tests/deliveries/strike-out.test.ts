import { describe, expect, test } from "vitest";
import { secretsOfRequest, strikeOut } from "@/lib/deliveries/channels/strike-out";

const secret = "aB+cd/Ef==gh:12";
const hidden = (text: string) => strikeOut(text, [secret]);

describe("a secret in an answer is struck out", () => {
  test.each([
    ["as it is", `You sent ${secret}!`],
    ["in JSON as PHP writes it", JSON.stringify({ sent: secret }).replaceAll("/", "\\/")],
    ["in JSON as careful languages write it", `"${secret.replaceAll("+", "\\u002b").replaceAll("=", "\\u003d")}"`],
    ["in an address", `/x?y=${encodeURIComponent(secret)}`],
    ["in HTML", secret.replaceAll("+", "&#43;").replaceAll("=", "&#x3D;").replaceAll("/", "&#x2F;")],
    ["in another case", secret.toUpperCase()],
    ["more than once", `${secret} and ${secret}`],
  ])("%s", (_, text) => {
    const kept = hidden(text);
    expect(kept).toContain("•••");
    expect(kept).not.toMatch(/ef|gh/i);
  });

  test("also where the answer is cut off in the middle of it", () => {
    for (let most = 1; most < 80; most += 1)
      expect(strikeOut(`${secret} ${"x".repeat(20)} ${secret}`, [secret], most)).not.toMatch(/[a-w]/i);
  });

  test("and nothing else is, nor a word that is too short to be one", () => {
    expect(strikeOut("not ok: 1.2*3", ["ok", "1.2*3...."])).toBe("not ok: 1.2*3");
  });
});

test("of a request its proofs and the long words of its address are secret", () => {
  const headers = {
    authorization: "Bearer tok_123456",
    "webhook-signature": "v1,abcdefgh v1,ijklmnop",
    "webhook-id": "dlv_12345678",
  };
  expect(secretsOfRequest("https://hooks.example/services/T0001/AbCdEfGhIjKlMnOp?key=0123456789abc", headers)).toEqual([
    "tok_123456",
    "abcdefgh",
    "ijklmnop",
    "AbCdEfGhIjKlMnOp",
    "0123456789abc",
  ]);
});
