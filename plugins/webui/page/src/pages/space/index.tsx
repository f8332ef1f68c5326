// Disk space: not written yet.
import { Empty } from "../../components/states";
import { Page } from "../../components/page";

export default function Space() {
  return (
    <Page title="Disk space">
      <Empty title="This page is not written yet">The command line tells the same: try “qbitrr --help”.</Empty>
    </Page>
  );
}
