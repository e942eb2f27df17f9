"use client";

import Link from "next/link";
import { Grip, Said } from "@/components/catalog/admin/grip";
import s from "@/components/catalog/admin/item.module.css";
import { formOf } from "@/components/catalog/admin/item-list";
import { useReorder } from "@/components/catalog/admin/use-reorder";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { useToast } from "@/components/layout/admin-toast";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Dialog } from "@/components/ui/dialog";
import { Submit } from "@/components/ui/submit";
import type { CategoryRow } from "@/lib/catalog/staff-queries";

type Actions = Record<"save" | "move" | "remove", StaffAction>;
type Props = { categories: CategoryRow[]; actions: Actions | null };

/** The categories in the order that customers see them. */
export function CategoryList({ categories, actions }: Props) {
  const { say } = useToast();
  const byId = new Map(categories.map((category) => [category.id, category]));
  const reorder = useReorder({
    ids: categories.map(({ id }) => id),
    nameOf: (id) => byId.get(id)?.name ?? "",
    move: async (categoryId, before) => {
      const answer = await actions?.move({}, formOf({ categoryId, before: before ?? "" })).catch(() => null);
      const wrong = answer?.done ? undefined : (answer?.message ?? "That did not reach the shop. Please try again.");
      if (wrong) say({ words: wrong });
      return wrong;
    },
  });
  return (
    <>
      <ol className={s.categories} aria-label="Categories" ref={reorder.list}>
        {reorder.order.map((id) => {
          const category = byId.get(id);
          if (!category) return null;
          return (
            <li key={id} data-row={id} data-held={reorder.held === id || undefined}>
              {actions && <Grip id={id} name={category.name} reorder={reorder} />}
              <span className={s.category}>
                <b>{category.name}</b>
                <span className="meta quiet">{[category.note, countWords(category)].filter(Boolean).join(" · ")}</span>
              </span>
              {actions && <Acts category={category} actions={actions} />}
            </li>
          );
        })}
      </ol>
      <Said words={reorder.said} />
    </>
  );
}

function Acts({ category, actions }: { category: CategoryRow; actions: Actions }) {
  const { id, name, note, version } = category;
  return (
    <span className={s.acts}>
      <Link className="btn bare small" href={`/admin/items/new?category=${id}`}>
        Add an item<span className="sr"> to {name}</span>
      </Link>
      <Dialog label="Rename" className="btn bare small" title={`Rename ${name}`}>
        {(close) => (
          <ActionForm action={actions.save} about={id} label={`Rename ${name}`} onDone={close}>
            <input type="hidden" name="categoryId" value={id} />
            <ChangedMeanwhile version={version} theirs={{ name, note }} labels={{ name: "Name", note: "Note" }} />
            <CategoryFields name={name} note={note} />
            <Submit>Save</Submit>
          </ActionForm>
        )}
      </Dialog>
      <ConfirmButton
        label="Delete"
        className="btn bare small"
        title={`Delete ${name}?`}
        words={
          category.items > 0
            ? "It still holds items: those must move to another category first."
            : "It holds nothing, so nothing else goes with it."
        }
        confirm="Delete it"
        action={actions.remove}
        about={id}
        fields={{ categoryId: id }}
      />
    </span>
  );
}

/** A name and a few words beside it. */
export function CategoryFields({ name = "", note = "" }: { name?: string; note?: string }) {
  return (
    <>
      <TextField name="name" label="Name" defaultValue={name} placeholder="Bread" required maxLength={60} />
      <TextField
        name="note"
        label="Beside it"
        hint="A few words, such as: out of the oven by six."
        defaultValue={note}
        maxLength={120}
      />
    </>
  );
}

function countWords({ items, archived }: CategoryRow): string {
  const here = items - archived;
  const words = here === 1 ? "1 item" : `${here} items`;
  return archived > 0 ? `${words}, ${archived} archived` : words;
}
