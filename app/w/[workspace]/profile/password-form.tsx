import { ActionForm } from "@/app/_ui/form";
import { FormField, SubmitButton } from "@/app/_ui/form-fields";
import { Saved } from "@/app/_ui/saved";
import { changePasswordAction } from "./actions";

/** The address is there for the browser's own keeping of passwords; nobody sees it. */
export function PasswordForm({ email }: { email: string }) {
  return (
    <ActionForm action={changePasswordAction} className="form">
      <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
      <div className="fields">
        <FormField
          label="The one you have now"
          name="current"
          type="password"
          autoComplete="current-password"
          required
        />
        <FormField
          label="The new one"
          name="password"
          type="password"
          autoComplete="new-password"
          help="At least 12 characters."
          required
        />
      </div>
      <div className="buttons">
        <SubmitButton variant="edged">Change the password</SubmitButton>
        <Saved words="Changed" />
      </div>
      <p className="quiet">You stay signed in here and are signed out everywhere else.</p>
    </ActionForm>
  );
}
