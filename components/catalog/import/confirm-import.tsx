"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import s from "@/components/catalog/import/import.module.css";
import { Progress } from "@/components/catalog/import/progress";
import { type ProgressLine, sendAndHear } from "@/components/catalog/import/progress-lines";
import { useToast } from "@/components/layout/admin-toast";
import { Notice } from "@/components/ui/notice";

const steps = ["categories", "items", "variants", "history"];

type Props = { importId: string; words: string; done: string };

/** The one button that imports. All of it or nothing. */
export function ConfirmImport({ importId, words, done }: Props) {
  const router = useRouter();
  const { say } = useToast();
  const [line, setLine] = useState<ProgressLine | null>(null);
  const [refused, setRefused] = useState("");
  const go = async () => {
    setRefused("");
    setLine({ step: "categories" });
    const last = await sendAndHear(`/api/staff/catalogue/import/${importId}`, {}, setLine);
    setLine(null);
    if (last.refused) return setRefused(last.refused.message);
    say({ words: done });
    router.refresh();
  };
  const at = steps.indexOf(line?.step ?? "");
  return (
    <div className={s.confirm}>
      {refused && (
        <Notice hue="stop" glyph="cross" title="Nothing was imported." urgent>
          {refused}
        </Notice>
      )}
      {line ? (
        <Progress words={`Writing ${line.step}, step`} line={{ done: at + 1, of: steps.length }} />
      ) : (
        <button type="button" className="btn go" onClick={() => void go()}>
          {words}
        </button>
      )}
    </div>
  );
}
