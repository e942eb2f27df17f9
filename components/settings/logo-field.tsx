"use client";

import { useRef, useState } from "react";
import { SetField } from "@/components/catalog/admin/set-field";
import s from "@/components/settings/settings.module.css";
import { useActionForm } from "@/components/ui/action-form";
import { AdminField } from "@/components/ui/admin-field";
import { photoKinds, usePhotoUpload } from "@/components/ui/use-photo-upload";

/** The shop's logo: chosen from a file, sent at once, in force when the form is saved. */
export function LogoField({ logo }: { logo: string }) {
  const { touch } = useActionForm();
  const [photo, setPhoto] = useState(logo);
  const file = useRef<HTMLInputElement>(null);
  const choose = (name: string) => {
    setPhoto(name);
    touch();
  };
  const upload = usePhotoUpload((made) => choose(made.photo));
  const sending = upload.part !== null;
  return (
    <AdminField
      name="logo-file"
      label="Logo"
      hint="JPEG, PNG, WebP or AVIF. Above the name on the storefront, in emails and on packing slips; on light paper everywhere, also in the dark."
      error={upload.wrong || undefined}
    >
      {({ name, ...control }) => (
        <div className={s.logo}>
          <SetField name="logo" value={photo} onSet={setPhoto} />
          {photo && <img src={`/photos/${photo}-360.webp`} alt="The logo on the shop’s paper" height={64} />}
          <input
            {...control}
            ref={file}
            type="file"
            accept={photoKinds}
            className="sr"
            onChange={({ currentTarget }) => {
              const chosen = currentTarget.files?.[0];
              if (chosen) upload.send(chosen);
              currentTarget.value = "";
            }}
          />
          <button type="button" className="btn" aria-busy={sending} onClick={() => file.current?.click()}>
            {sending ? "Sending" : photo ? "Another logo" : "Choose a logo"}
          </button>
          {photo && (
            <button type="button" className="btn bare" onClick={() => choose("")}>
              Without a logo
            </button>
          )}
          <span role="status" className="meta">
            {upload.waits && "Saved as soon as it is here"}
          </span>
        </div>
      )}
    </AdminField>
  );
}
