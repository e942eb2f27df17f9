import { z } from "zod";
import { connections } from "@/lib/deliveries/connection-input";
import { type DestinationKind, eventsOf, exportedEvents, kinds } from "@/lib/deliveries/rules-of-destinations";

const name = z
  .string()
  .trim()
  .min(1, "Give it a name, so that everyone knows what it is.")
  .max(60, "At most 60 characters.");

/** Each event is a box of its own in the form: `event:order.placed`. */
const events = z
  .record(z.string(), z.unknown())
  .transform((form) => Object.keys(exportedEvents).filter((type) => form[`event:${type}`] === "on"))
  .refine((chosen) => chosen.length > 0, { message: "Choose at least one thing that it hears of.", path: ["events"] });

/** A row of a sheet or a file is an order. */
const tellable = (kind: DestinationKind) =>
  events.refine((chosen) => chosen.every((type) => type in eventsOf(kind)), {
    message: "Its rows are orders: stock cannot be told of there.",
    path: ["events"],
  });

const common = z.object({ name, personal: z.literal("on").optional() });

/** What is asked of every destination, whatever its kind. */
export type Chosen = { name: string; events: string[]; personal: boolean };

/** A new destination. */
export const connectInput = z.looseObject({ kind: z.enum(kinds) }).transform((form, context) => {
  const parsed = [
    common.safeParse(form),
    tellable(form.kind).safeParse(form),
    connections[form.kind].safeParse(form),
  ] as const;
  const [basics, heard, connection] = parsed;
  for (const { error } of parsed)
    for (const issue of error?.issues ?? []) context.addIssue({ ...issue, code: "custom" });
  if (!basics.success || !heard.success || !connection.success) return z.NEVER;
  const chosen: Chosen = { name: basics.data.name, events: heard.data, personal: basics.data.personal === "on" };
  return { kind: form.kind, ...chosen, ...connection.data };
});

export type ConnectInput = z.output<typeof connectInput>;

const id = z.string().regex(/^dst_\w{1,40}$/, "We could not find this destination.");

export const destinationIdInput = z.object({ destinationId: id });

/** What may be changed without connecting anew. */
export const changeDestinationInput = z
  .looseObject({ destinationId: id, version: z.coerce.number().int() })
  .transform((form, context) => {
    const parsed = [common.safeParse(form), events.safeParse(form)] as const;
    const [basics, heard] = parsed;
    for (const { error } of parsed)
      for (const issue of error?.issues ?? []) context.addIssue({ ...issue, code: "custom" });
    if (!basics.success || !heard.success) return z.NEVER;
    const { destinationId, version } = form;
    const chosen: Chosen = { name: basics.data.name, events: heard.data, personal: basics.data.personal === "on" };
    return { destinationId, version, ...chosen };
  });

export type ChangeDestinationInput = z.output<typeof changeDestinationInput>;

/** The secret of a destination that its other side gave out, entered once more. */
export const enterSecretInput = z.object({
  destinationId: id,
  secret: z.string().trim().min(1, "Paste the secret.").max(8_000),
});
