import { refusals } from "@/lib/refusal";

export type ImportRefusals = {
  too_large: { limitBytes: number };
  not_text: { kind: string };
  not_utf8: Record<string, never>;
  empty_file: Record<string, never>;
  only_headings: Record<string, never>;
  unknown_headings: { headings: string[] };
  heading_twice: { heading: string };
  broken_row: { line: number; because: "quote" | "length" };
  too_many_rows: { most: number };
  too_many_columns: { most: number };
  import_gone: Record<string, never>;
  catalog_changed: Record<string, never>;
  nothing_to_import: Record<string, never>;
};

/** What an import can refuse as a whole, with words for the person who chose the file. Nothing was changed, ever. */
export const refuse: <Code extends keyof ImportRefusals>(code: Code, detail: ImportRefusals[Code]) => never =
  refusals<ImportRefusals>({
    too_large: ({ limitBytes }) =>
      `This file is over ${Math.floor(limitBytes / 1024 / 1024)} MB. Please split it into smaller ones.`,
    not_text: ({ kind }) => `This is ${kind}, not a CSV file. In your spreadsheet choose “Save as”, then CSV (UTF-8).`,
    not_utf8: () =>
      "This file is not in UTF-8. Save it as “CSV UTF-8”; or, if it comes from an older Windows program, read it as Windows-1252.",
    empty_file: () => "This file is empty.",
    only_headings: () => "This file has headings, but no rows under them.",
    unknown_headings: ({ headings }) =>
      `We do not know these headings: ${headings.slice(0, 6).join(", ")}${headings.length > 6 ? " …" : ""}. It should be a file that was exported here, or Shopify’s product CSV.`,
    heading_twice: ({ heading }) => `The heading ${heading} is there twice. Please take one out.`,
    broken_row: ({ line, because }) =>
      because === "quote"
        ? `A quotation mark in line ${line} has no partner, so we cannot tell where its cell ends. Please mend it.`
        : `Line ${line} is too long for one row. Most often a quotation mark before it has no partner.`,
    too_many_rows: ({ most }) =>
      `This file has more than ${most.toLocaleString("en")} rows. Please split it into smaller ones.`,
    too_many_columns: ({ most }) =>
      `This file has more than ${most} columns. Please take out those that are not needed.`,
    import_gone: () =>
      "This import is no longer here: it was read more than two days ago. Please choose the file again.",
    catalog_changed: () =>
      "The catalogue changed since this file was read, so what you saw may no longer be true. Nothing was imported. Please choose the file again.",
    nothing_to_import: () => "There is nothing in this file that would change anything.",
  });
