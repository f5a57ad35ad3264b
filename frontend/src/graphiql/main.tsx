import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./page.css";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import { fetcher } from "./fetcher";
import { firstQuery } from "./firstQuery";

const root = document.getElementById("graphiql");
if (!root) throw new Error("graphiql.html has no element with the id graphiql.");
createRoot(root).render(
  <GraphiQL fetcher={fetcher} defaultQuery={firstQuery} isHeadersEditorEnabled={false} />,
);
