// Disk space: what is free where each client saves, what the quarantine will give back, and how it went.
import { IconDatabase } from "@tabler/icons-react";
import { Link } from "wouter";
import { useStatistics } from "../../api/hooks/numbers";
import type { Shape } from "../../api/types";
import { Bytes, Moment } from "../../components/amounts";
import { Page, Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { Days, useDays } from "../shared-torrents/Days";
import { Figures } from "../shared-torrents/Figures";
import { SpacePlot } from "../shared-torrents/SpacePlot";
import styles from "./space.module.css";

export default function Space() {
  const [days] = useDays();
  const statistics = useStatistics(days);
  return (
    <Page title="Disk space" about="As your clients tell it, where they save.">
      <Answer of={statistics} loading={<Loading rows={2} height={140} />}>
        {({ disks, space }) =>
          disks.length === 0 ? (
            <Empty icon={IconDatabase} title="No client so far">
              As soon as a client is configured and answers, its free space stands here.
            </Empty>
          ) : (
            <>
              <div className={styles.disks}>
                {disks.map((disk) => (
                  <Disk key={disk.client} of={disk} />
                ))}
              </div>
              <Section title="Over time" actions={<Days />}>
                <SpacePlot of={space} />
              </Section>
            </>
          )
        }
      </Answer>
    </Page>
  );
}

function Disk({ of: { client, free, quarantine, at } }: { of: Shape<"Disk"> }) {
  return (
    <Section title={client} about={at ? <>as of <Moment at={at} /></> : "has not told yet"}>
      <Figures
        of={[
          ["free", <Bytes key="free" of={free} none="not known" />],
          [
            "held in quarantine",
            quarantine > 0 ? (
              <Link key="held" href="/quarantine">
                <Bytes of={quarantine} />
              </Link>
            ) : (
              "nothing"
            ),
          ],
          ["free when that has ended", free === null ? <span className="soft">not known</span> : <Bytes of={free + quarantine} />],
        ]}
      />
    </Section>
  );
}
