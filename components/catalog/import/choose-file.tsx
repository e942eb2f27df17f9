"use client";

import { useRouter } from "next/navigation";
import { type DragEvent, useId, useState } from "react";
import s from "@/components/catalog/import/import.module.css";
import { Progress } from "@/components/catalog/import/progress";
import { type ProgressLine, sendAndHear } from "@/components/catalog/import/progress-lines";
import { Notice } from "@/components/ui/notice";

const steps: Record<string, string> = {
  reading: "Reading rows",
  comparing: "Comparing with your items",
  keeping: "Writing the report",
};

/** Takes a file by choosing or dropping it, and goes to what it would do. */
export function ChooseFile() {
  const router = useRouter();
  const id = useId();
  const [line, setLine] = useState<ProgressLine | null>(null);
  const [trouble, setTrouble] = useState<{ code: string; message: string; file: File } | null>(null);
  const [over, setOver] = useState(false);
  const read = async (file: File, encoding = "") => {
    setTrouble(null);
    setLine({ step: "reading" });
    const path = `/api/staff/catalogue/import?${new URLSearchParams({ name: file.name, encoding })}`;
    const last = await sendAndHear(path, { body: file, headers: { "Content-Type": "text/csv" } }, setLine);
    if (typeof last.done === "string") return router.push(`/admin/items/import/${last.done}`);
    setLine(null);
    if (last.refused) setTrouble({ ...last.refused, file });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !line) void read(file);
  };
  return (
    <section className={s.choose} aria-label="Choose a file">
      <section
        aria-label="Drop a file here"
        className={s.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {line ? (
          <Progress words={steps[line.step ?? ""] ?? "Reading"} line={line} />
        ) : (
          <>
            <label htmlFor={id} className="btn go">
              Choose a CSV file
            </label>
            <input
              id={id}
              type="file"
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              className="sr"
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                event.target.value = "";
                if (file) void read(file);
              }}
            />
            <p className="quiet">or drop it here. At most 20 MB and 50,000 rows. Nothing is changed yet.</p>
          </>
        )}
      </section>
      {trouble && (
        <Notice hue="stop" glyph="cross" title={`${trouble.file.name} could not be read.`} urgent>
          <p>{trouble.message}</p>
          {trouble.code === "not_utf8" && (
            <p>
              <button type="button" className="btn" onClick={() => void read(trouble.file, "windows-1252")}>
                Read it as Windows-1252
              </button>
            </p>
          )}
        </Notice>
      )}
    </section>
  );
}
