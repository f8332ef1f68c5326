"""Wheels without a builder: what pip needs of one, and no more."""

import zipfile


def wheel(folder, name, version, *, requires=(), files=None, entry_points=""):
    """Write it there; its path."""
    package = name.replace("-", "_")
    about = f"{package}-{version}.dist-info"
    metadata = "".join(f"{line}\n" for line in [f"Name: {name}", f"Version: {version}", *_required(requires)])
    contents = {
        **(files or {f"{package}/__init__.py": f"version = {version!r}\n"}),
        f"{about}/METADATA": f"Metadata-Version: 2.1\n{metadata}",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        **({f"{about}/entry_points.txt": entry_points} if entry_points else {}),
    }
    record = "".join(f"{path},,\n" for path in (*contents, f"{about}/RECORD"))
    built = folder / f"{package}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(built, "w") as archive:
        for path, text in {**contents, f"{about}/RECORD": record}.items():
            archive.writestr(path, text)
    return built


def _required(requires):
    return [f"Requires-Dist: {one}" for one in requires]
