// Access: the account, its password, API keys, and where apps report to.
import { useMay, useSession } from "../../api/hooks/session";
import { Page, Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import styles from "./access.module.css";
import { AccountSection, PasswordSection } from "./AccountSection";
import { KeysSection } from "./KeysSection";
import { WebhooksSection } from "./WebhooksSection";

export default function AccessPage() {
  const session = useSession();
  const may = useMay("admin");
  return (
    <Page title="Access" about="Who may use this page and its API">
      <Answer of={session} loading={<Loading rows={4} height={120} />}>
        {(told) => (
          <div className={styles.columns}>
            <div className={styles.column}>
              <AccountSection session={told} />
              {may && <PasswordSection key={told.user} session={told} />}
            </div>
            <div className={styles.column}>
              {may ? (
                <>
                  <KeysSection />
                  <WebhooksSection />
                </>
              ) : (
                <Section>
                  <Empty title="Keys and passwords are for administrators">You may look, but not change who is let in.</Empty>
                </Section>
              )}
            </div>
          </div>
        )}
      </Answer>
    </Page>
  );
}
