"use client";

import { type RefObject, useEffect, useState } from "react";
import { type Entries, entriesOf, fillField, sameEntries } from "@/components/ui/form-entries";
import { Notice } from "@/components/ui/notice";

type Props = {
  name: string;
  form: RefObject<HTMLFormElement | null>;
  dirty: boolean;
  saved: boolean;
  touch: () => void;
};

/** Keeps what was typed into a form for this tab, over a reload or a lost page, and offers it again. */
export function Draft({ name, form, dirty, saved, touch }: Props) {
  const key = keyOf(name);
  const [found, setFound] = useState<Entries | null>(null);
  useEffect(() => {
    const kept = readDraft(key);
    if (kept && form.current && !sameEntries(kept, entriesOf(form.current))) setFound(kept);
    else forgetDraft(key);
  }, [key, form]);
  useEffect(() => {
    if (saved && !dirty) forgetDraft(key);
    const element = form.current;
    if (!dirty || !element) return;
    const keep = () => keepDraft(key, entriesOf(element));
    keep();
    element.addEventListener("input", keep);
    return () => element.removeEventListener("input", keep);
  }, [key, form, dirty, saved]);

  if (!found) return null;
  const bringBack = () => {
    for (const [field, value] of found) if (form.current) fillField(form.current, field, value);
    setFound(null);
    touch();
  };
  const forget = () => {
    forgetDraft(key);
    setFound(null);
  };
  return (
    <Notice hue="unsure" glyph="back" title="You left changes here that were not saved.">
      <button type="button" className="btn small" onClick={bringBack}>
        Bring them back
      </button>
      <button type="button" className="btn small bare" onClick={forget}>
        Forget them
      </button>
    </Notice>
  );
}

/** Forgets a draft whose form led to another page, once that page sees that what was typed is there. */
export function forgetDraftIf(name: string, isThere: (typed: ReadonlyMap<string, string>) => boolean): void {
  const kept = readDraft(keyOf(name));
  if (kept && isThere(new Map(kept))) forgetDraft(keyOf(name));
}

function keyOf(name: string): string {
  return `holdfast-draft-${name}`;
}

function readDraft(key: string): Entries | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return Array.isArray(kept) ? (kept as Entries) : null;
  } catch {
    return null;
  }
}

function keepDraft(key: string, entries: Entries): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(entries));
  } catch {
    // A browser that keeps nothing still asks before the page is left.
  }
}

function forgetDraft(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
