import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET } from "@/app/photos/[file]/route";
import { db } from "@/lib/db/client";
import { addPhoto } from "@/lib/photos/add-photo";
import { forgetUnusedPhotos } from "@/lib/photos/forget-unused-photos";
import { kindOf, mailSizeFor, mostBytes, parseFileName, sizeFor } from "@/lib/photos/rules";
import { openPhotoFile, putPhotoFile } from "@/lib/photos/store";
import { bodyOf, photoWithPlace, picture, pixelBomb } from "@/tests/photos/pictures";
import { useDatabase } from "@/tests/support/database";
import { buy, counter, manager, openShop, owner, settle, stock } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const dataFolder = await mkdtemp(path.join(os.tmpdir(), "holdfast-photos-"));
process.env.DATA_DIR = dataFolder;
const folder = path.join(dataFolder, "photos");
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

const add = (bytes: Uint8Array) => addPhoto(owner, bodyOf(bytes));
const serve = (file: string) =>
  GET(new Request(`http://localhost/photos/${file}`), { params: Promise.resolve({ file }) });

async function served(file: string): Promise<Buffer> {
  const answer = await serve(file);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

async function filesLeft(): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

describe("a photo that comes in", () => {
  test.each(["jpeg", "png", "webp", "avif"] as const)("is taken as %s", async (kind) => {
    const made = await add(await picture(kind));
    expect(made).toMatchObject({
      width: 900,
      height: 600,
      placeholder: expect.stringMatching(/^data:image\/webp;base64,/),
    });
    expect(made.placeholder.length).toBeLessThan(600);
  });

  test("is made into AVIF and WebP in three widths, and a card for links", async () => {
    const { photo } = await add(await picture("jpeg", { width: 3000, height: 3000 }));
    for (const [width, across] of [
      [360, 450],
      [720, 900],
      [1080, 1350],
    ]) {
      const [avif, webp] = [await served(`${photo}-${width}.avif`), await served(`${photo}-${width}.webp`)];
      expect(await sharp(avif).metadata()).toMatchObject({ format: "heif", width: across, height: across });
      expect(await sharp(webp).metadata()).toMatchObject({ format: "webp", width: across, height: across });
    }
    const card = await sharp(await served(`${photo}-card.jpg`)).metadata();
    expect(card).toMatchObject({ format: "jpeg", width: 1200, height: 630 });
  });

  test("is made into a PNG for mails when one is first asked for, in the right size, on light paper", async () => {
    const clear = await sharp({ create: { width: 1200, height: 150, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    const { photo } = await add(clear);
    expect(await filesLeft()).not.toContain(`${photo}-mail.png`);
    const answers = await Promise.all([1, 2, 3].map(() => serve(`${photo}-mail.png`)));
    expect(answers.map(({ status, headers }) => [status, headers.get("content-type")])).toEqual(
      Array(3).fill([200, "image/png"]),
    );
    const made = sharp(await served(`${photo}-mail.png`));
    expect(await made.metadata()).toMatchObject({ format: "png", width: 480, height: 60, hasAlpha: false });
    expect([...(await made.raw().toBuffer()).subarray(0, 3)]).toEqual([0xfa, 0xf7, 0xf0]);
    expect(mailSizeFor({ width: 1200, height: 150 })).toEqual({ width: 240, height: 30 });
    expect(mailSizeFor({ width: 64, height: 64 })).toEqual({ width: 64, height: 64 });
    expect(mailSizeFor({ width: 500, height: 1000 })).toEqual({ width: 32, height: 64 });
    expect((await serve("p-nobody-mail.png")).status).toBe(404);
  });

  test("loses where, when and with what it was taken", async () => {
    const taken = await photoWithPlace();
    expect(taken.includes("SpyPhone") && taken.includes("Mill Lane")).toBe(true);
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    const { photo } = await add(taken);
    for (const file of await filesLeft()) {
      if (!file.startsWith(photo)) continue;
      const bytes = await served(file);
      const { exif, xmp, iptc } = await sharp(bytes).metadata();
      expect({ file, exif, xmp, iptc }).toEqual({ file, exif: undefined, xmp: undefined, iptc: undefined });
      for (const secret of ["SpyPhone", "Maya", "Mill Lane", "GPS"]) expect(bytes.includes(secret)).toBe(false);
    }
  });

  test("is turned the right way up", async () => {
    const { photo, width, height } = await add(await picture("jpeg", { width: 900, height: 600, orientation: 6 }));
    expect([width, height]).toEqual([600, 900]);
    const top = await sharp(await served(`${photo}-360.webp`))
      .extract({ left: 10, top: 10, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(top[0]).toBeGreaterThan(150);
  });

  test("is never enlarged", async () => {
    const { photo } = await add(await picture("png", { width: 200, height: 100 }));
    expect(await sharp(await served(`${photo}-1080.webp`)).metadata()).toMatchObject({ width: 200, height: 100 });
  });

  test("keeps what is see-through, but not on its card", async () => {
    const glass = { create: { width: 300, height: 300, channels: 4 as const, background: "#00000000" } };
    const { photo } = await add(await sharp(glass).png().toBuffer());
    expect((await sharp(await served(`${photo}-360.avif`)).metadata()).hasAlpha).toBe(true);
    const [red] = await sharp(await served(`${photo}-card.jpg`))
      .raw()
      .toBuffer();
    expect(red).toBe(255);
  });

  test("is in the table and in the audit log, with who added it", async () => {
    const { photo } = await addPhoto(manager, bodyOf(await picture("jpeg")));
    expect(await db().photo.findUnique({ where: { name: photo } })).toMatchObject({
      width: 900,
      madeBy: { kind: "staff", id: manager.id, name: manager.name },
      keptForOrders: false,
    });
    const event = await db().event.findFirst({ where: { subjectId: photo } });
    expect(event).toMatchObject({ type: "photo.added", subjectKind: "photo", snapshot: { width: 900, height: 600 } });
  });

  test("needs the right to change the catalogue", async () => {
    const before = [await filesLeft(), await db().photo.count()];
    const bytes = await picture("jpeg");
    await expect(addPhoto(counter, bodyOf(bytes))).rejects.toMatchObject({ code: "not_permitted" });
    await expect(addPhoto(null, bodyOf(bytes))).rejects.toMatchObject({ code: "not_signed_in" });
    expect([await filesLeft(), await db().photo.count()]).toEqual(before);
  });
});

describe("a file that is no photo", () => {
  const script = "<script>alert(document.cookie)</script>";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900">${script}</svg>`;

  const files: [string, string, () => Buffer | Promise<Buffer>][] = [
    ["a drawing with a script", "not_a_photo", () => Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ["a page that starts as a GIF", "not_a_photo", () => Buffer.from(`GIF89a/*${svg}*/`)],
    ["a page", "not_a_photo", () => Buffer.from(`<!doctype html>${script}`.padEnd(4096))],
    ["nothing", "not_a_photo", () => Buffer.alloc(0)],
    ["three bytes of a JPEG", "broken_photo", () => Buffer.from([0xff, 0xd8, 0xff])],
    [
      "a page behind the first bytes of a JPEG",
      "broken_photo",
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(svg)]),
    ],
    [
      "a drawing behind the first bytes of a PNG",
      "broken_photo",
      () => Buffer.from(`\x89PNG\r\n\x1a\n${svg}`, "latin1"),
    ],
    [
      "a film in a box like an AVIF's",
      "not_a_photo",
      () => Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom".padEnd(4096, "\0"), "latin1"),
    ],
    ["a photo that is cut short", "broken_photo", async () => (await noise("jpeg")).subarray(0, 8_000)],
    ["a PNG that is cut short", "broken_photo", async () => (await noise("png")).subarray(0, 20_000)],
    ["an AVIF that is cut short", "broken_photo", async () => (await noise("avif")).subarray(0, 4_000)],
    ["a picture of one pixel", "too_few_pixels", () => picture("png", { width: 1, height: 1 })],
    ["a bomb of pixels", "too_many_pixels", () => pixelBomb(30_000)],
    ["a bomb beyond what a PNG can say", "broken_photo", () => pixelBomb(0xffff_ffff)],
    ["a bomb that lies small and is empty", "broken_photo", () => pixelBomb(7_900)],
    ["a picture that moves", "moving_picture", () => moving()],
    ["too much", "too_large", () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(mostBytes)])],
  ];

  test.each(files)("is refused in words and leaves nothing: %s", async (_name, code, make) => {
    const before = [await filesLeft(), await db().photo.count()];
    const refusal = await add(await make()).catch((error) => error);
    expect(refusal).toMatchObject({ name: "Refusal", code });
    expect(refusal.message).toMatch(/^[A-Z].*\.$/);
    expect([await filesLeft(), await db().photo.count()]).toEqual(before);
  });

  test("a photo with a page behind it is a photo, and the page is gone", async () => {
    const { photo } = await add(Buffer.concat([await picture("jpeg"), Buffer.from(svg)]));
    for (const file of (await filesLeft()).filter((name) => name.startsWith(photo))) {
      expect((await served(file)).includes("<script>")).toBe(false);
    }
  });

  test("is not read further than its first bytes", async () => {
    let asked = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          asked += 1;
          controller.enqueue(new Uint8Array(1024).fill(65));
        },
      },
      { highWaterMark: 0 },
    );
    await expect(addPhoto(owner, endless)).rejects.toMatchObject({ code: "not_a_photo" });
    expect(asked).toBe(1);
  });

  test("a connection that breaks leaves nothing", async () => {
    const bytes = await picture("jpeg");
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes.subarray(0, 2000)),
      pull: (controller) => controller.error(new Error("reset")),
    });
    const before = await filesLeft();
    await expect(addPhoto(owner, broken)).rejects.toMatchObject({ code: "broken_photo" });
    expect(await filesLeft()).toEqual(before);
  });

  test("however many come at once, pictures are made one at a time and the rest are asked to come again", async () => {
    const bytes = await picture("jpeg", { width: 300, height: 300 });
    const { values, errors } = await settle(Array.from({ length: 14 }, () => add(bytes)));
    expect(values.length).toBeGreaterThanOrEqual(10);
    expect(Object.keys(errors).every((code) => code === "busy")).toBe(true);
  });
});

describe("the door", () => {
  test("serves a photo for ever, as what it is", async () => {
    const { photo } = await add(await picture("jpeg"));
    const { headers } = await serve(`${photo}-720.avif`);
    expect(headers.get("content-type")).toBe("image/avif");
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  const names = [
    "../auth-secret",
    "..%2fauth-secret",
    "p-1/../../auth-secret-720.webp",
    "p-1-720.svg",
    "p-1-99.webp",
    "P-1-720.webp",
    ".0123456789abcdef",
    "p-1-720.webp\0.svg",
    "p-1-720.webp\n",
  ];
  test.each(names)("serves nothing under another name: %j", async (name) => {
    await writeFile(path.join(dataFolder, "auth-secret"), "secret");
    expect((await serve(name)).status).toBe(404);
    expect(await openPhotoFile(name)).toBeNull();
    if (!name.startsWith(".0")) await expect(putPhotoFile(name, Buffer.from("x"))).rejects.toThrow("not the name");
  });

  test("says when a photo is gone", async () => {
    expect((await serve("p-00000000000000000000-720.webp")).status).toBe(404);
  });
});

describe("photos that nothing shows", () => {
  const inTwoDays = () => new Date(Date.now() + 2 * 86_400_000);

  test("go after a day with their files; what an item, the shop or an order shows stays", async () => {
    const bytes = await picture("jpeg", { width: 100, height: 100 });
    const [lonely, onItem, logo, ordered] = [await add(bytes), await add(bytes), await add(bytes), await add(bytes)];
    const loaf = await stock(5);
    const show = (photo: string) =>
      db().item.updateMany({ where: { variants: { some: { id: loaf.variantId } } }, data: { photo } });
    await show(ordered.photo);
    await buy(loaf);
    await show(onItem.photo);
    await db().shop.updateMany({ data: { logo: logo.photo } });
    expect(await forgetUnusedPhotos()).toBe(0);
    await forgetUnusedPhotos(inTwoDays());
    const left = async (one: { photo: string }) => (await serve(`${one.photo}-360.webp`)).status === 200;
    expect([await left(lonely), await left(onItem), await left(logo), await left(ordered)]).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await db().photo.findUnique({ where: { name: ordered.photo } })).toMatchObject({ keptForOrders: true });
    expect(await forgetUnusedPhotos(inTwoDays())).toBe(0);
  });

  test("take what a crash left half written with them, and nothing of anybody else's", async () => {
    const old = new Date(Date.now() - 3 * 86_400_000);
    const strays = [".00112233445566ff", "p-0123456789-360.webp", "read-me.txt", ".00112233445566aa"];
    for (const file of strays) await writeFile(path.join(folder, file), "x");
    for (const file of strays.slice(0, 3)) await utimes(path.join(folder, file), old, old);
    await forgetUnusedPhotos();
    const left = await filesLeft();
    expect(strays.map((file) => left.includes(file))).toEqual([false, false, true, true]);
  });
});

describe("the rules", () => {
  test("a print is covered, a panorama is bounded, a small one stays", () => {
    expect(sizeFor(360, { width: 4000, height: 3000 })).toEqual({ width: 600, height: 450 });
    expect(sizeFor(360, { width: 3000, height: 4000 })).toEqual({ width: 360, height: 480 });
    expect(sizeFor(360, { width: 20_000, height: 1_000 })).toEqual({ width: 900, height: 45 });
    expect(sizeFor(1080, { width: 80, height: 64 })).toEqual({ width: 80, height: 64 });
  });

  test("a file's name says which photo it is of", () => {
    expect(parseFileName("sourdough-720.webp")).toEqual({ photo: "sourdough", type: "image/webp" });
    expect(parseFileName("rye-tin-card.jpg")).toEqual({ photo: "rye-tin", type: "image/jpeg" });
    expect(parseFileName("rye-tin-360.jpg")).toBeNull();
  });

  test("a kind is told by content", () => {
    expect(kindOf(Buffer.from("RIFF____WEBPVP8 "))).toBe("webp");
    expect(kindOf(Buffer.from("RIFF____WAVEfmt "))).toBeNull();
    expect(kindOf(Buffer.from("\0\0\0\x1cftypmif1\0\0\0\0avif", "latin1"))).toBe("avif");
    expect(kindOf(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"))).toBeNull();
  });
});

function noise(kind: "jpeg" | "png" | "avif"): Promise<Buffer> {
  const grain = {
    create: {
      width: 300,
      height: 300,
      channels: 3 as const,
      background: "#888888",
      noise: { type: "gaussian" as const, mean: 128, sigma: 60 },
    },
  };
  return sharp(grain).toFormat(kind).toBuffer();
}

async function moving(): Promise<Buffer> {
  const frames = await Promise.all([
    picture("png", { width: 100, height: 100 }),
    noise("png").then((one) => sharp(one).resize(100, 100).png().toBuffer()),
  ]);
  return sharp(frames, { join: { animated: true } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
}
