import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "@/e2e/support/test";
import { photoWithPlace, picture } from "@/tests/photos/pictures";

async function openTowel(page: Page): Promise<void> {
  await page.goto("/admin/items");
  await page.getByRole("link", { name: /Fern tea towel/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Fern tea towel");
}

const shownPhoto = (page: Page) => page.locator("main img").first();

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Fern tea towel is saved")).toBeVisible();
}

test("a photo is chosen, loses the place where it was taken, and customers see it @desktop", async ({
  page,
  openBrowser,
}) => {
  const owner = await (await openBrowser({ as: "owner" })).newPage();
  await openTowel(owner);
  const file = { name: "IMG_2041.HEIC.png", mimeType: "image/png", buffer: await photoWithPlace() };
  await owner.getByLabel("Choose another photo").setInputFiles(file);
  await expect(shownPhoto(owner)).toHaveAttribute("src", /\/photos\/p-[0-9a-f]{20}-720\.webp/);
  await owner.getByLabel("What the photo shows").fill("A towel on a line");
  await save(owner);

  await page.goto("/items/tea-towel");
  const photo = page.getByRole("img", { name: "A towel on a line" });
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const shown = await photo.evaluate((image: HTMLImageElement) => image.currentSrc);
  expect(shown).toMatch(/\.avif$/);
  const answer = await page.request.get(shown);
  expect(answer.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(answer.headers()["content-type"]).toBe("image/avif");
  expect((await sharp(await answer.body()).metadata()).exif).toBeUndefined();
  await expect(photo).toHaveAttribute("style", /data:image\/webp/);
});

test("what is saved while a photo is on its way is saved with it @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await openTowel(page);
  const way = Promise.withResolvers<void>();
  await page.route("/api/staff/photos", async (route) => {
    await way.promise;
    await route.continue();
  });
  await page.getByLabel("What the photo shows").fill("A folded towel");
  const buffer = await picture("jpeg", { width: 500, height: 500 });
  await page.getByLabel("Choose another photo").setInputFiles({ name: "towel.jpg", mimeType: "image/jpeg", buffer });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved as soon as it is here")).toBeVisible();
  await expect(page.getByText("Fern tea towel is saved")).toHaveCount(0);
  way.resolve();
  await expect(page.getByText("Fern tea towel is saved")).toBeVisible();
  await page.reload();
  await expect(shownPhoto(page)).toHaveAttribute("src", /\/photos\/p-/);
  await expect(page.getByLabel("What the photo shows")).toHaveValue("A folded towel");
});

test("a photo is dropped on its place @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "manager" })).newPage();
  await openTowel(page);
  const bytes = [...(await picture("webp", { width: 500, height: 500 }))];
  const transfer = await page.evaluateHandle((given) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(given)], "towel.webp", { type: "image/webp" }));
    return files;
  }, bytes);
  const place = shownPhoto(page).locator("xpath=ancestor::div[1]");
  await place.dispatchEvent("dragover", { dataTransfer: transfer });
  await place.dispatchEvent("drop", { dataTransfer: transfer });
  await expect(shownPhoto(page)).toHaveAttribute("src", /\/photos\/p-/);
  await save(page);
});

test("a file that is no photo is refused in words, and the photo that was there stays @desktop", async ({
  openBrowser,
}) => {
  const page = await (await openBrowser({ as: "owner" })).newPage();
  await openTowel(page);
  const before = await shownPhoto(page).getAttribute("src");
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const choose = (buffer: Buffer) =>
    page.getByLabel("Choose another photo").setInputFiles({ name: "holiday.jpg", mimeType: "image/jpeg", buffer });
  await choose(script);
  await expect(page.locator("main").getByRole("alert")).toHaveText(
    "This is not a photo that we can read. Please choose a JPEG, PNG, WebP or AVIF.",
  );
  await choose((await picture("jpeg", { width: 1200, height: 1200 })).subarray(0, 3_000));
  await expect(page.locator("main").getByRole("alert")).toContainText("damaged or cut short");
  await choose(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(15 * 1024 * 1024)]));
  await expect(page.locator("main").getByRole("alert")).toContainText("over 15 MB");
  await expect(shownPhoto(page)).toHaveAttribute("src", before!);
});

test("on a phone the camera is offered @desktop", async ({ openBrowser }) => {
  const page = await (await openBrowser({ as: "owner", phone: true })).newPage();
  await openTowel(page);
  await expect(page.getByRole("button", { name: "Take a photo" })).toBeVisible();
  await expect(page.getByLabel("Take a photo").first()).toHaveAttribute("capture", "environment");
  await page
    .getByLabel("Take a photo")
    .first()
    .setInputFiles({ name: "image.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace() });
  await expect(shownPhoto(page)).toHaveAttribute("src", /\/photos\/p-/);
});

test("nobody else may send photos", async ({ page, openBrowser }) => {
  const body = await picture("jpeg");
  const send = (context: { request: Page["request"] }) => context.request.post("/api/staff/photos", { data: body });
  expect((await send(page)).status()).toBe(401);
  const staff = await (await openBrowser({ as: "staff" })).newPage();
  expect((await send(staff)).status()).toBe(403);
});
