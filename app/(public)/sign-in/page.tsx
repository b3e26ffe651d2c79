import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { sessionToken } from "@/app/_server/auth";
import { localPath } from "@/app/_server/local-path";
import { openPage } from "@/app/_server/visitor";
import { ActionForm } from "@/app/_ui/form";
import { FormField, SubmitButton } from "@/app/_ui/form-fields";
import { database } from "@/db/client";
import { findOnlyWorkspace } from "@/lib/workspaces/queries";
import { DoorFrame } from "../door-frame";
import { signInAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[]; chosen?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const user = await openPage("whoever signs in is a stranger until then");
  const { next, chosen } = await searchParams;
  const after = localPath(typeof next === "string" ? next : undefined, "/");
  if (user) redirect(after);
  const workspace = await findOnlyWorkspace(database());
  const hasEnded = (await sessionToken()) !== undefined && "Your session here has ended. Sign in to go on.";
  return (
    <DoorFrame
      form
      title="Sign in"
      under={workspace?.name}
      lead={chosen ? "Your new password holds. Sign in with it." : hasEnded}
      foot="No account? Ask an owner of your workspace for an invitation. Forgot your password? They can make you a link."
    >
      <ActionForm action={signInAction} className="form">
        <input type="hidden" name="next" value={after} />
        <FormField label="E-mail address" name="email" type="email" autoComplete="username" required />
        <FormField label="Password" name="password" type="password" autoComplete="current-password" required />
        <SubmitButton>Sign in</SubmitButton>
      </ActionForm>
    </DoorFrame>
  );
}
