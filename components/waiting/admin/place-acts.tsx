"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { QuantityField, TextField } from "@/components/ui/admin-field";
import { ConfirmButton } from "@/components/ui/confirm-button";

type Props = { id: string; who: string; action: StaffAction };

/** Puts somebody elsewhere in line, with a reason that stands in the log. */
export function MovePlace({ id, who, place, last, action }: Props & { place: number; last: number }) {
  return (
    <ConfirmButton
      label="Move"
      className="btn small"
      title={`Move ${who} in line`}
      words="Those between move up or down by one. What is kept for somebody already stays theirs."
      confirm="Move"
      action={action}
      about={`move-${id}`}
      fields={{ placeId: id }}
    >
      <QuantityField
        name="to"
        label="To place"
        hint={`1 is next, ${last} is last.`}
        min={1}
        max={last}
        defaultValue={place}
      />
      <Reason />
    </ConfirmButton>
  );
}

/** Takes somebody off the list, with a reason that stands in the log. */
export function RemovePlace({ id, who, action }: Props) {
  return (
    <ConfirmButton
      label="Remove"
      className="btn bare small"
      title={`Take ${who} off the list?`}
      words="They hear nothing more of it. What is kept for them goes to the next in line at once."
      confirm="Take them off"
      action={action}
      about={`remove-${id}`}
      fields={{ placeId: id }}
    >
      <Reason />
    </ConfirmButton>
  );
}

function Reason() {
  return (
    <TextField
      name="reason"
      label="Why"
      hint="It stands in the log."
      maxLength={200}
      autoComplete="off"
      defaultValue=""
    />
  );
}
