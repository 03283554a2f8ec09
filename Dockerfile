# aksnet and what it needs on Python's slim image, run by nobody in particular. It reads and writes below /work, and
# reaches no network: docker run --rm --network none -v "$PWD:/work" -u "$(id -u)" aksnet check .
FROM python:3.13-slim-trixie AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY generator generator
COPY templates templates
# One wheel of aksnet and those of its dependencies go into an environment without pip.
RUN pip wheel --no-cache-dir --wheel-dir /wheels . \
    && python -m venv --without-pip /opt/aksnet \
    && pip --python /opt/aksnet install --no-cache-dir --no-index --no-deps /wheels/*.whl

FROM python:3.13-slim-trixie
COPY --from=build /opt/aksnet /opt/aksnet
ENV PATH=/opt/aksnet/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["aksnet"]
