import { refusals } from "@/lib/refusal";

export type PhotoRefusals = {
  too_large: { limitBytes: number };
  not_a_photo: Record<string, never>;
  broken_photo: Record<string, never>;
  too_many_pixels: { width: number; height: number };
  too_few_pixels: { width: number; height: number; fewest: number };
  moving_picture: Record<string, never>;
};

/** What photos can refuse, with words for the person who chose the file. */
export const refuse: <Code extends keyof PhotoRefusals>(code: Code, detail: PhotoRefusals[Code]) => never =
  refusals<PhotoRefusals>({
    too_large: ({ limitBytes }) =>
      `This file is over ${Math.floor(limitBytes / 1024 / 1024)} MB. Please choose a smaller one.`,
    not_a_photo: () => "This is not a photo that we can read. Please choose a JPEG, PNG, WebP or AVIF.",
    broken_photo: () => "This file is damaged or cut short. Please choose it again, or another one.",
    too_many_pixels: ({ width, height }) =>
      `This picture is ${width} × ${height} pixels. Please choose one of at most 64 million, such as 8000 × 8000.`,
    too_few_pixels: ({ width, height, fewest }) =>
      `This picture is ${width} × ${height} pixels. Please choose one that is at least ${fewest} on each side.`,
    moving_picture: () => "This picture moves. Please choose one that stands still.",
  });
