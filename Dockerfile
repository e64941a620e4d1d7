# Parvis as an image: `docker build -t parvis .`; docker-compose.yml runs it with PostgreSQL and HTTPS.
# Debian 13 has Node 20, which building the interface needs.
FROM rust:1.95-trixie AS build
WORKDIR /source
COPY . .
RUN bash docker/build /out

FROM debian:trixie-slim
# ca-certificates: TLS to a PostgreSQL elsewhere is checked against them.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --create-home parvis
COPY --from=build /out/parvis /usr/local/bin/parvis
COPY --from=build /source/LICENSE-MIT /source/LICENSE-APACHE /usr/share/doc/parvis/
USER parvis
WORKDIR /data
# Where SQLite and its backups lie when no PARVIS_DATABASE is given.
VOLUME /data
ENV PARVIS_DATA=/data \
    PARVIS_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["parvis", "healthcheck"]
ENTRYPOINT ["parvis"]
CMD ["serve"]
