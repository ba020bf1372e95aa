# syntax=docker/dockerfile:1
# Verbatim in a container: the first stage compiles and prunes, the second holds only what runs.
#
#   docker build -t verbatim .
#   docker run --init --read-only --tmpfs /tmp --env-file .env -v verbatim-data:/data verbatim
#
# What is written goes to /data and /tmp alone. --init (in compose.yaml: init: true) matters: as process 1, node ignores
# SIGTERM until it listens for it, which is after a first index was built.

FROM node:20.20-bookworm AS build
WORKDIR /build
# Headers of this very node are in the image, and the download of a CUDA runtime is not wanted: nothing but packages
# is fetched.
ENV npm_config_nodedir=/usr/local \
    ONNXRUNTIME_NODE_INSTALL=skip
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts \
 && npm rebuild --ignore-scripts=false --foreground-scripts better-sqlite3 hnswlib-node
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY scripts scripts
COPY test/discord-server test/discord-server
COPY test/discord-load test/discord-load
RUN npm run --silent build \
 && npm prune --omit=dev --ignore-scripts \
 && node dist/scripts/prune-image.js .

FROM node:20.20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    DATA_DIR=/data \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080
RUN install -d -o node -g node /data
COPY package.json LICENSE ./
COPY --from=build /build/node_modules node_modules
COPY embeddings/models embeddings/models
COPY corpus corpus
COPY --from=build /build/dist dist
USER node
VOLUME ["/data"]
EXPOSE 8080
# The first index of a large corpus takes minutes; /healthz is there once the bot starts.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.HTTP_PORT + '/healthz', { signal: AbortSignal.timeout(4000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# node itself, not npm: signals reach it, and it ends once what is in flight is answered.
CMD ["node", "dist/src/main.js"]
