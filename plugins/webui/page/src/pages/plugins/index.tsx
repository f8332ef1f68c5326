// Plugins: not written yet.
import { Empty } from "../../components/states";
import { Page } from "../../components/page";

export default function Plugins() {
  return (
    <Page title="Plugins">
      <Empty title="This page is not written yet">The command line tells the same: try “qbitrr --help”.</Empty>
    </Page>
  );
}
