import { expect, test } from "vitest";
import { maskSecrets } from "@/lib/deliveries/mask";

test("the secret part of an order's address is hidden, wherever it stands", () => {
  const token = "nlfqCgHD08LsuzdT9nHulw";
  expect(maskSecrets(`See https://shop.example/orders/${token}.`)).toBe("See https://shop.example/orders/•••.");
  expect(maskSecrets(`<a href="http://localhost:3000/orders/${token}">`)).toBe(
    `<a href="http://localhost:3000/orders/•••">`,
  );
});

test("an order's address for staff is not a secret", () => {
  const words = "https://shop.example/admin/orders/ord_01M82XV2M77A8SBNMRWMNGEJR7";
  expect(maskSecrets(words)).toBe(words);
});
