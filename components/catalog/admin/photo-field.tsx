"use client";

import { type DragEvent, useRef, useState } from "react";
import s from "@/components/catalog/admin/photo-field.module.css";
import { SetField } from "@/components/catalog/admin/set-field";
import { Glyph, Icon } from "@/components/layout/admin-icons";
import { useActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { Photo } from "@/components/ui/photo";
import { photoKinds, usePhotoUpload } from "@/components/ui/use-photo-upload";

type Props = { photo: string; placeholder: string; alt: string; name: string };

/** The photo of an item: by file, dropped on it, or from a phone's camera. It is the item's once the item is saved. */
export function PhotoField({ photo, placeholder, alt, name }: Props) {
  const { touch, state } = useActionForm();
  const [shown, setShown] = useState({ photo, placeholder });
  const upload = usePhotoUpload((made) => {
    setShown(made);
    touch();
  });
  const over = useDrop(upload.send);
  const set = (next: string) => setShown({ photo: next, placeholder: next === photo ? placeholder : "" });
  const wrong = upload.wrong || state.fields?.photo || (state.refusal?.code === "photo_gone" ? state.message : "");
  return (
    <div className={s.photo}>
      <SetField name="photo" value={shown.photo} onSet={set} />
      <div
        className={s.drop}
        {...over.props}
        data-over={over.is || undefined}
        data-busy={upload.part !== null || undefined}
      >
        {shown.photo ? (
          <Photo
            key={shown.photo}
            photo={shown.photo}
            alt={alt}
            sizes="240px"
            className={s.picture}
            placeholder={shown.placeholder}
          />
        ) : (
          <span className={s.none}>
            <Icon name="photo" />
            Drop a photo here
          </span>
        )}
        {upload.part !== null && <Progress {...upload} part={upload.part} />}
      </div>
      <div className={s.side}>
        <div className={s.ways}>
          <FileButton words={shown.photo ? "Choose another photo" : "Choose a photo"} send={upload.send} />
          <FileButton words="Take a photo" send={upload.send} camera />
          {shown.photo && (
            <button
              type="button"
              className="btn bare"
              onClick={() => {
                setShown({ photo: "", placeholder: "" });
                touch();
              }}
            >
              Remove the photo
            </button>
          )}
        </div>
        <p className="meta quiet">
          JPEG, PNG, WebP or AVIF, up to 15 MB. Where and when it was taken is removed. Upright photos, four to five,
          show best.
        </p>
        {wrong && (
          <p className="wrong" role="alert">
            <Glyph name="cross" />
            {wrong}
          </p>
        )}
        <TextField
          name="photoAlt"
          label="What the photo shows"
          hint="Read aloud to customers who cannot see it."
          defaultValue={alt}
          placeholder={name ? `${name}, cut open on a board` : undefined}
          maxLength={250}
        />
      </div>
    </div>
  );
}

function FileButton({ words, send, camera = false }: { words: string; send: (file: File) => void; camera?: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <span className={camera ? s.camera : undefined}>
      <input
        ref={field}
        hidden
        aria-label={words}
        type="file"
        accept={photoKinds}
        {...(camera && { capture: "environment" })}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) send(file);
          currentTarget.value = "";
        }}
      />
      <button type="button" className="btn" onClick={() => field.current?.click()}>
        <Icon name={camera ? "photo" : "add"} />
        {words}
      </button>
    </span>
  );
}

function Progress({ part, waits, stop }: { part: number; waits: boolean; stop: () => void }) {
  return (
    <div className={s.progress} role="status">
      <span>{part < 1 ? `Sending ${Math.round(part * 100)} %` : "Making its sizes"}</span>
      {waits && <span>Saved as soon as it is here</span>}
      <progress value={part} max={1} aria-label="Photo sent" />
      <button type="button" className="btn small" onClick={stop}>
        Stop
      </button>
    </div>
  );
}

function useDrop(send: (file: File) => void) {
  const [is, setIs] = useState(false);
  const hasFile = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const props = {
    onDragOver: (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setIs(true);
    },
    onDragLeave: () => setIs(false),
    onDrop: (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setIs(false);
      const file = event.dataTransfer.files[0];
      if (file) send(file);
    },
  };
  return { is, props };
}
