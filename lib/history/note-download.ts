import { type Actor, requirePermission } from "@/lib/actor";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import type { Permission } from "@/lib/permission";

type Download = {
  /** What the file is, as people say it: "Orders", "Audit log". */
  file: string;
  /** What was asked for. */
  asked?: Record<string, string>;
};

/** Writes down who took a file with people's data, or the shop's numbers, out of the shop. Refuses `not_permitted`, `not_signed_in`. */
export async function noteDownload(
  actor: Actor | null,
  permission: Permission,
  { file, asked = {} }: Download,
): Promise<void> {
  const who = requirePermission(actor, permission);
  const subject = { kind: "shop", id: "download", name: file } as const;
  const event = { type: "shop.file_downloaded", subject, at: new Date(), snapshot: asked };
  await inTransaction((tx) => recordEvent(tx, who, event));
}
