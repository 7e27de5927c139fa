#!/usr/bin/env python3
"""Times the photos of `zbor build` and `vipsthumbnail` (libvips) on the same photos in one run and prints ratios.

Both make of each photo 360, 720 and 1200 pixels in WebP and 720 in progressive JPEG, and of the first one a card of
1200 × 630, upright, in sRGB and without metadata. Nothing is asserted about speed; the run fails when a program fails, when the two did not make
the same number of files, and when a second build of zbor opened a photo or wrote a file.

With `--ssim` the bytes of both are compared at equal likeness (SSIM) to the photo made small without loss by a third program,
the PyPI package `scikit-image`: vipsthumbnail is tried at qualities around, and its bytes are read off between them. The
package's own pictures are compared beside the clouds.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from run import best, clear, costs, ratio, table

NOW = "2026-11-24"


def corpus(folder, count, width, height, seed):
    """Photos as a phone takes them: of 12 megapixels, on their side, with a position. What they show is clouds of colour
    with fine grain, which is harder to press than most of what people photograph."""
    text = folder / "obavjestenja/foto"
    text.mkdir(parents=True)
    (folder / "site.yaml").write_text("naziv: MZ Proba\nbase_url: https://proba.example\n", encoding="utf-8")
    lines = ["---", "naslov: Fotografije", "datum: 2026-11-20", "galerija:"]
    for at in range(count):
        photo = text / f"foto-{at:03}.jpg"
        subprocess.run(["convert", "-seed", str(seed + at), "-size", f"{width // 4}x{height // 4}", "plasma:fractal", "-resize",
                        f"{width}x{height}!", "-attenuate", "0.15", "+noise", "Gaussian", "-quality", "88", photo], check=True)
        subprocess.run(["exiftool", "-q", "-n", "-overwrite_original", "-Orientation=6", "-GPSLatitude=44.5384",
                        "-GPSLongitude=18.6671", "-Make=Phone", photo], check=True)
        lines.append(f"  - {{datoteka: {photo.name}, opis: Oblak {at}}}")
    (text / "index.md").write_text("\n".join([*lines, "---", "Oblaci.", ""]), encoding="utf-8")
    # What lies still for a while need not be compared by content.
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return sorted(text.glob("*.jpg"))


def vips(out, photos):
    """One run a size over all photos: the fastest way that its command offers."""
    webp, jpeg = "webp[Q=62,effort=4,strip]", "jpg[Q=68,optimize_coding,interlace,strip]"
    made = [(photos, "1200x2400>", f"1200.{webp}", []), (photos, "720x2400>", f"720.{webp}", []),
            (photos, "360x2400>", f"360.{webp}", []), (photos, "720x2400>", f"720.{jpeg}", []),
            (photos[:1], "1200x630", f"card.{jpeg}", ["--smartcrop", "centre"])]
    return [["vipsthumbnail", *some, "--size", size, "--export-profile", "srgb", *more, "-o", f"{out}/%s-{name}"]
            for some, size, name, more in made]


def files(folder, endings):
    return [path for path in folder.rglob("*") if path.suffix in endings]


def untouched(command, folder, out, photos):
    """Builds once more after a text changed; photos whose bytes were taken away must not be missed."""
    before = {path: path.stat().st_mtime_ns for path in files(folder / ".zbor/photos", {".webp", ".jpg"})}
    for photo in photos:
        size = photo.stat().st_size
        with open(photo, "r+b") as file:
            file.truncate(0)
            file.truncate(size)
        os.utime(photo, (1_700_000_000, 1_700_000_000))
    text = folder / "obavjestenja/foto/index.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nI još.\n", encoding="utf-8")
    shown = len(files(out, {".webp", ".jpg"}))
    cost = best(1, lambda: None, [command])
    after = {path: path.stat().st_mtime_ns for path in files(folder / ".zbor/photos", {".webp", ".jpg"})}
    if before != after or len(files(out, {".webp", ".jpg"})) != shown:
        sys.exit("the second build touched photos")
    return cost


def main():
    args = arguments()
    print(f"- {args.count} photos of {args.width} × {args.height}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f} at the beginning, "
          f"best of {args.runs}, in `{args.dir}`")
    work = pathlib.Path(tempfile.mkdtemp(prefix="zbor-photo-", dir=args.dir))
    try:
        measure(args, work)
        if args.ssim:
            equal_likeness(args, work)
    finally:
        clear(work)


def measure(args, work):
    folder, out, other = work / "site", work / "dist", work / "vips"
    photos = corpus(folder, args.count, args.width, args.height, args.seed)
    weight = sum(photo.stat().st_size for photo in photos)
    command = [args.zbor, "build", folder, "--out", out, "--now", NOW]

    def empty():
        clear(other)
        other.mkdir()

    ours = best(args.runs, lambda: clear(out, folder / ".zbor"), [command])
    theirs = best(args.runs, empty, vips(other, photos))
    made, theirs_made = files(out, {".webp", ".jpg"}), files(other, {".webp", ".jpg"})
    if len(made) != len(theirs_made):
        sys.exit(f"not the same work: {len(made)} files and {len(theirs_made)}")
    size = lambda paths: f"{sum(path.stat().st_size for path in paths) / 2**20:.1f} MiB"
    again = untouched(command, folder, out, photos)
    rows = [["vipsthumbnail", *costs(theirs), str(len(theirs_made)), size(theirs_made)],
            ["zbor, cold", *costs(ours), str(len(made)), size(made)],
            ["zbor, a text changed", *costs(again), "0", "–"]]
    table(f"{args.count} photos, {weight / 2**20:.1f} MiB", ["program", "wall", "CPU", "peak memory", "files", "bytes"], rows)
    table("vipsthumbnail to zbor", ["wall", "CPU", "memory, zbor/vipsthumbnail"],
          [[ratio(theirs.wall, ours.wall), ratio(theirs.cpu, ours.cpu), ratio(ours.memory, theirs.memory)]])


QUALITIES = {"webp": range(50, 87, 4), "jpg": range(52, 89, 4)}


def likeness(path, reference, folder):
    """SSIM of a picture to one without loss; a pixel more or less on a side is made up for."""
    from skimage import io, metrics
    plain = folder / "plain.png"
    height, width = reference.shape[:2]
    subprocess.run(["convert", path, "-resize", f"{width}x{height}!", f"png24:{plain}"], check=True)
    return metrics.structural_similarity(io.imread(plain), reference, channel_axis=2)


def small(picture, width):
    """So wide, by a cubic filter behind a Gaussian one."""
    from skimage import transform
    size = (round(picture.shape[0] * width / picture.shape[1]), width)
    return (transform.resize(picture, size, order=3, anti_aliasing=True) * 255).round().astype("uint8")


def between(points, wanted):
    """Bytes at the wanted likeness, by the nearest points below and above; none where it lies outside."""
    points = sorted(points)
    for (low, few), (high, many) in zip(points, points[1:]):
        if low <= wanted <= high:
            return few + (many - few) * (wanted - low) / (high - low)
    return None


def pictures(folder):
    """Four pictures of `scikit-image`, each as large as a phone would take it."""
    from skimage import data, io
    for name in ("astronaut", "chelsea", "coffee", "rocket"):
        small = folder / f"{name}.png"
        io.imsave(small, getattr(data, name)())
        subprocess.run(["convert", small, "-filter", "Mitchell", "-resize", "3024x3024", "-quality", "93", folder / f"{name}.jpg"], check=True)
        small.unlink()


def made(args, folder, photo):
    """Where zbor makes its files of one photo alone."""
    clear(folder)
    text = folder / "site/obavjestenja/foto"
    text.mkdir(parents=True)
    shutil.copy(photo, text)
    (folder / "site/site.yaml").write_text("naziv: MZ Proba\nbase_url: https://proba.example\n", encoding="utf-8")
    (text / "index.md").write_text(f"---\nnaslov: Slika\ndatum: 2026-11-20\n---\n![Slika]({photo.name})\n", encoding="utf-8")
    subprocess.run([args.zbor, "build", folder / "site", "--out", folder / "dist", "--now", NOW], check=True, stdout=subprocess.DEVNULL)
    return folder / "dist"


def equal_likeness(args, work):
    from skimage import io
    tried = work / "tried"
    tried.mkdir()
    photos = corpus(work / "clouds", 2, args.width, args.height, args.seed)
    pictures(work)
    rows, sums = [], [0, 0]
    for photo in [*photos, *sorted(work.glob("*.jpg"))]:
        out, png = made(args, work / "alone", photo), tried / "upright.png"
        subprocess.run(["convert", photo, "-auto-orient", f"png24:{png}"], check=True)
        upright = io.imread(png)
        for width, ending in ((360, "webp"), (720, "webp"), (1200, "webp"), (720, "jpg")):
            [ours] = out.rglob(f"*-{width}.{ending}")
            reference = small(upright, width)
            size, wanted = ours.stat().st_size, likeness(ours, reference, tried)
            tries = thumbnails(photo, width, ending, tried)
            theirs = between([(likeness(file, reference, tried), file.stat().st_size) for file in tries], wanted)
            if theirs is None:
                sys.exit(f"{photo.name} at {width} {ending}: vipsthumbnail is nowhere as like as {wanted:.4f}")
            sums = [sums[0] + size, sums[1] + theirs]
            rows.append([photo.stem, f"{width} {ending}", f"{wanted:.4f}", f"{size / 1024:.1f} KB", f"{theirs / 1024:.1f} KB", ratio(size, theirs)])
    rows.append(["all", "", "", f"{sums[0] / 1024:.1f} KB", f"{sums[1] / 1024:.1f} KB", ratio(*sums)])
    table("Bytes at equal SSIM", ["photo", "file", "SSIM", "zbor", "vipsthumbnail", "zbor/vipsthumbnail"], rows)


def thumbnails(photo, width, ending, folder):
    """By vipsthumbnail in its qualities. The photos have no profile; asked for one, it would change their colours."""
    options, files = {"webp": "effort=4", "jpg": "optimize_coding,interlace"}[ending], []
    for quality in QUALITIES[ending]:
        files.append(folder / f"{quality}.{ending}")
        subprocess.run(["vipsthumbnail", photo, "--size", f"{width}x9999", "-o", f"{files[-1]}[Q={quality},{options},strip]"], check=True)
    return files


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zbor", default="target/dist/zbor")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--width", type=int, default=4032)
    parser.add_argument("--height", type=int, default=3024)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ssim", action="store_true", help="compare bytes at equal SSIM, too")
    parser.add_argument("--dir", default="/dev/shm", help="a folder in memory-backed storage")
    args = parser.parse_args()
    args.zbor = str(pathlib.Path(args.zbor).resolve())
    for program in ("vipsthumbnail", "convert", "exiftool"):
        if not shutil.which(program):
            parser.error(f"`{program}` is needed (apt-get install libvips-tools imagemagick libimage-exiftool-perl)")
    return args


if __name__ == "__main__":
    main()
