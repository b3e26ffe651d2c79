import type { Metadata } from "next";
import { v7 } from "uuid";
import { ownAddress } from "@/app/_server/own-address";
import { requireMember } from "@/app/_server/visitor";
import { dayOf, formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { FormField, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { listApiTokens } from "@/lib/people/api-tokens";
import { SettingsFrame } from "../settings-frame";
import { ShownOnce } from "../shown-once";
import { makeApiTokenAction, withdrawApiTokenAction } from "./actions";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const member = await requireMember(workspace, "tokens:manage");
  const tokens = await listApiTokens(database(), member);
  const inDays = (at: Date) => formatDay(dayOf(at, member.timeZone), member.locale);
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="API tokens">
      <section className="setting" aria-labelledby="make">
        <SectionTitle id="make">A new token</SectionTitle>
        <p>
          A program that sends the token as <code>Authorization: Bearer …</code> to{" "}
          <code>{new URL("/api/v1/", ownAddress()).href}</code> may do here what you may do, until the token is
          withdrawn.
        </p>
        <ActionForm action={makeApiTokenAction.bind(null, workspace)} className="form">
          <RowId first={v7()} />
          <FormField label="What it is for" name="name" autoComplete="off" required />
          <ShownOnce label="The token" help="It is shown this once; only a mark of it is kept." />
          <div className="buttons">
            <SubmitButton>Make a token</SubmitButton>
          </div>
        </ActionForm>
      </section>
      {tokens.length > 0 && (
        <section className="setting" aria-labelledby="tokens">
          <SectionTitle id="tokens" n={tokens.length}>
            Tokens in use
          </SectionTitle>
          <ul className="rows">
            {tokens.map(({ id, name, createdAt, lastUsedAt, madeBy }) => (
              <li key={id}>
                <p className="who">
                  {name}
                  <small>
                    Made by {madeBy} on {inDays(createdAt)} ·{" "}
                    {lastUsedAt ? `last used on ${inDays(lastUsedAt)}` : "not used yet"}
                  </small>
                </p>
                <ActionForm action={withdrawApiTokenAction.bind(null, workspace)} className="end">
                  <input type="hidden" name="tokenId" value={id} />
                  <SubmitButton variant="edged" small aria-label={`Withdraw the token ${name}`}>
                    Withdraw
                  </SubmitButton>
                </ActionForm>
              </li>
            ))}
          </ul>
        </section>
      )}
    </SettingsFrame>
  );
}
