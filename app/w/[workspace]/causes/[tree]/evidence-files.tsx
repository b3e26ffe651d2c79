"use client";

import { useSearchParams } from "next/navigation";
import { Button } from "@/app/_ui/button";
import type { EvidenceItem } from "@/lib/causes/cause-tree";
import { fileFaults } from "@/lib/files/limits";
import { removeFileAction } from "./actions";
import { AttachForm } from "./attach-form";
import { Folded, type PanelContext, WhyForm } from "./panel-forms";

type EvidenceFilesProps = { context: PanelContext; item: EvidenceItem; whyId: string; canEdit: boolean };

/** The pictures and PDFs of one piece of evidence. Pictures are shown; each is saved by its link. */
export function EvidenceFiles({ context, item: { id, files = [] }, whyId, canEdit }: EvidenceFilesProps) {
  return (
    <>
      {files.length > 0 && (
        <ul className="files">
          {files.map((file) => {
            const address = `/w/${context.workspace}/files/${file.id}`;
            return (
              <li key={file.id}>
                {file.notIncluded ? (
                  <span>{file.fileName}</span>
                ) : (
                  <a href={address} download={file.fileName}>
                    {file.mediaType.startsWith("image/") && (
                      // biome-ignore lint/performance/noImgElement: it is ours alone, and nothing may work on it
                      <img src={address} alt="" loading="lazy" decoding="async" />
                    )}
                    <span>{file.fileName}</span>
                  </a>
                )}
                <small>
                  {sizeWords(file.sizeBytes)}
                  {file.notIncluded && ", file not included in its case"}
                </small>
                {canEdit && (
                  <WhyForm
                    action={removeFileAction}
                    context={context}
                    whyId={whyId}
                    label={`Take away for good: ${file.fileName}`}
                  >
                    <input type="hidden" name="attachmentId" value={file.id} />
                    <Button type="submit" variant="plain" small>
                      Take away for good
                    </Button>
                  </WhyForm>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {canEdit && (
        <details className="folded">
          <Folded>Attach a picture or PDF</Folded>
          <AttachForm key={files.length} {...{ context, whyId }} evidenceId={id} />
        </details>
      )}
    </>
  );
}

/** Why a file was not taken, where the page was loaded anew to say so. */
export function FileFaultOfAddress() {
  const fault = useSearchParams().get("file");
  if (!fault || !Object.hasOwn(fileFaults, fault)) return null;
  return (
    <p className="form-message" role="alert">
      {fileFaults[fault as keyof typeof fileFaults]}
    </p>
  );
}

const sizeWords = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
