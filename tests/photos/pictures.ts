import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** A picture with an edge to look at: red on the left, blue on the right. */
export async function picture(
  kind: "jpeg" | "png" | "webp" | "avif",
  { width = 900, height = 600, orientation = 1 } = {},
): Promise<Buffer> {
  const half = { create: { width: Math.ceil(width / 2), height, channels: 3 as const, background: "#c02020" } };
  const left = await sharp(half).png().toBuffer();
  const whole = sharp({ create: { width, height, channels: 3, background: "#2030c0" } })
    .composite([{ input: left, left: 0, top: 0 }])
    .withMetadata({ orientation });
  return whole.toFormat(kind).toBuffer();
}

/** A photo as a phone takes it: where it was taken, when, and by which camera are written beside it. */
export async function photoWithPlace(): Promise<Buffer> {
  return sharp(await picture("jpeg"))
    .withExif({
      IFD0: { Make: "SpyPhone", Artist: "Maya Lindqvist" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W", GPSLongitude: "0/1 7/1 0/1" },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Mill Lane</place></x:xmpmeta>')
    .jpeg()
    .toBuffer();
}

/** A PNG that says it is enormous and whose every row is nothing: a few hundred bytes that unpack to gigabytes. */
export function pixelBomb(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(100_000));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The bytes as a request's body, in small pieces. */
export function bodyOf(bytes: Uint8Array, piece = 16_384): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(at, at + piece)));
      at += piece;
    },
  });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
