import type { WantedLine } from "@/lib/orders/demand";
import type { Contact, StaffChannel } from "@/lib/orders/input";
import type { Day } from "@/lib/time";

/** What to order: on the web a cart, whose row says what and for when; in the API a key and the content itself. */
export type OrderRequest = Contact &
  (
    | { key: { cartId: string }; from?: string }
    | { key: { apiKey: string; contentHash: string }; from?: string; day: Day | null; lines: WantedLine[] }
    | StaffRequest
  );

/** What staff order for somebody at the counter or on the phone: the key of their form, and what it says. */
type StaffRequest = {
  key: { formKey: string; contentHash: string };
  day: Day;
  lines: WantedLine[];
  channel: StaffChannel;
  paid: boolean;
  /** Why it may pass limits: for who may lift them. */
  lift?: string | undefined;
};
