"use client";

import { CircleAlert } from "lucide-react";
import { useActionState } from "react";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";

type FitNoticeProps = { title: string; lines: string[]; action: Action; back: string };

/** Names every line that cannot be had as asked, and sets the whole cart to what is left in one tap. */
export function FitNotice({ title, lines, action, back }: FitNoticeProps) {
  const [state, fit] = useActionState(action, {});
  return (
    <section className="void low" aria-label={title}>
      <h2 className="title">{title}</h2>
      <ul className="shorts">
        {lines.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <form action={fit}>
        <input type="hidden" name="back" value={back} />
        <Press className="btn">Set my cart to what is left</Press>
      </form>
      {state.message && (
        <p className="err" role="status">
          <CircleAlert className="ico" aria-hidden />
          {state.message}
        </p>
      )}
    </section>
  );
}
