import type { StaffAction } from "@/components/layout/admin-form-roots";
import { actorWords, entryWords, signed } from "@/components/stock/ledger-words";
import { RefusedOrders } from "@/components/stock/needed-by";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { Permission } from "@/lib/permission";
import type { EntryRow } from "@/lib/stock/ledger-queries";
import { undoableReasons } from "@/lib/stock/rules";

export type UndoOffer = { action: StaffAction; may: (permission: Permission) => boolean };

/** Takes an entry back, where somebody made it by hand and nobody took it back yet. */
export function UndoEntry({ entry, offer }: { entry: EntryRow; offer: UndoOffer }) {
  const permission = undoableReasons[entry.reason];
  const plain = entry.committedDelta === 0 && entry.heldDelta === 0;
  if (!permission || !plain || entry.undoneById || !offer.may(permission)) return null;
  const { before } = entryWords(entry);
  return (
    <ConfirmButton
      label="Take back"
      className="btn small bare"
      title="Take this entry back?"
      words={
        <p>
          “{before}” by {actorWords(entry.actor)}: a new entry of {signed(-entry.onHandDelta)} on hand is written, and
          leads to this one. Both stay in the ledger.
        </p>
      }
      confirm="Take it back"
      action={offer.action}
      about={entry.id}
      fields={{ entryId: entry.id }}
    >
      <RefusedOrders />
    </ConfirmButton>
  );
}
