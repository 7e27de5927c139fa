#!/bin/sh
# Makes the photos of tests/photo.rs anew, with programs that know nothing of this project:
# ImageMagick 6, ExifTool 12 and Pillow (pip install pillow pillow-heif).
# They are committed, so that a test does not depend on the versions; run this to add one.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

convert -size 48x32 gradient:red-blue -fill yellow -draw 'circle 30,10 36,10' -depth 8 "$work/plain.png"
"$python" - "$work" <<'PY'
import sys
from PIL import Image, ImageCms, PngImagePlugin
import pillow_heif
work = sys.argv[1]
plain = Image.open(work + "/plain.png").convert("RGB")
profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
open(work + "/srgb.icc", "wb").write(profile)
plain.save(work + "/plain.jpg", quality=80, icc_profile=profile, comment=b"taken by Amra")
plain.save(work + "/progressive.jpg", quality=80, progressive=True, icc_profile=profile)
plain.convert("CMYK").save(work + "/cmyk.jpg", quality=80)
# As Photoshop writes it: only the Adobe segment tells that the components 1, 2, 3 are red, green, blue.
plain.save(work + "/rgb.jpg", quality=60, keep_rgb=True)
named = open(work + "/rgb.jpg", "rb").read()
for i, letter in enumerate(b"RGB", 1):
    named = named.replace(bytes([letter, 0x11, 0]), bytes([i, 0x11, 0])).replace(bytes([letter, 0]), bytes([i, 0]))
open(work + "/rgb.jpg", "wb").write(named)
plain.resize((16, 12)).save(work + "/thumb.jpg", quality=50)
plain.save(work + "/plain.webp", quality=70, icc_profile=profile)
clear = plain.convert("RGBA")
clear.putalpha(plain.convert("L"))
clear.save(work + "/alpha.webp", lossless=True)
clear.save(work + "/alpha.png")
frames = [plain.rotate(90 * i) for i in range(3)]
frames[0].save(work + "/film.webp", save_all=True, append_images=frames[1:], duration=200, loop=2, quality=60)
frames[0].save(work + "/film.png", save_all=True, append_images=frames[1:], duration=200, loop=2)
frames[0].save(work + "/film.gif", save_all=True, append_images=frames[1:], duration=200, loop=2, comment=b"Amra")
plain.save("foreign.avif", quality=30)
plain.save("foreign.tif")
plain.convert("P").save("foreign.bmp")
pillow_heif.register_heif_opener()
plain.save("foreign.heic", quality=30)
PY

# Everything that a phone, an editor and an agency write: EXIF with a maker's note, a thumbnail and
# a serial number, XMP, IPTC, a comment.
told='-Make=Huawei -Model=P30 -SerialNumber=12345 -Artist=Amra -Copyright=Amra -Software=Editor -DateTimeOriginal=2026:05:02T10:00:00
 -UserComment=secret -XMP-dc:Creator=Amra -XMP-photoshop:City=Tuzla -XMP-xmpMM:DocumentID=abc'
iptc='-IPTC:By-line=Amra -IPTC:City=Tuzla -IPTC:Keywords=zbor'
here='-GPSLatitude=44.5384 -GPSLatitudeRef=N -GPSLongitude=18.6671 -GPSLongitudeRef=E'
here_xmp='-XMP-exif:GPSLatitude=44.5384 -XMP-exif:GPSLongitude=18.6671'
tell() { exiftool -q -q -m -overwrite_original "$@"; }

cp "$work/plain.jpg" full.jpg
tell $told $iptc -Orientation#=6 -Comment=secret "-ThumbnailImage<=$work/thumb.jpg" full.jpg
cp "$work/progressive.jpg" progressive.jpg
tell $told $iptc -Orientation#=3 progressive.jpg
cp "$work/cmyk.jpg" cmyk.jpg
tell $told cmyk.jpg
cp "$work/rgb.jpg" rgb.jpg
tell $told rgb.jpg
convert "$work/plain.png" -define jpeg:restart-interval=2 -sampling-factor 2x2 "$work/lines.jpg"
cp "$work/lines.jpg" lines.jpg
tell $told lines.jpg
# A motion photo: a film after the end of the picture.
{ cat lines.jpg; printf '\000\000\000\030ftypmp42\000\000\000\000mp42isom\000\000\000\020freefilmfilm'; } > motion.jpg

cp "$work/alpha.png" full.png
tell $told -PNG:Comment=secret -PNG:Author=Amra -PNG:CreationTime=2026:05:02 -Orientation#=8 "-ICC_Profile<=$work/srgb.icc" full.png
convert full.png -set comment secret -set packed words texts.png
tell -z "-PNG:Description=$(seq -s secret 300)" texts.png
printf 'after the end' >> full.png
cp "$work/film.png" film.png
tell $told film.png

cp "$work/plain.webp" full.webp
tell $told -Orientation#=6 full.webp
cp "$work/alpha.webp" alpha.webp
tell $told alpha.webp
cp "$work/film.webp" film.webp
tell $told film.webp

cp "$work/film.gif" film.gif
tell -Comment=secret -XMP-dc:Creator=Amra film.gif
convert "$work/plain.png" -set comment secret still.gif

# The same place, in every way a file can hold it.
for kind in jpg png webp; do
  cp "$work/plain.$kind" "gps-exif.$kind"
  tell $here "gps-exif.$kind"
  cp "$work/plain.$kind" "gps-xmp.$kind"
  tell $here_xmp "gps-xmp.$kind"
done
cp "$work/film.gif" gps-xmp.gif
tell $here_xmp gps-xmp.gif
cp "$work/film.webp" gps-film.webp
tell $here gps-film.webp
cp "$work/plain.png" gps-packed.png
tell -z $here_xmp gps-packed.png
# ImageMagick writes the EXIF of a JPEG as words into the PNG, and XMP as hexadecimal digits, packed.
convert gps-exif.jpg gps-words.png
tell -eXIf:all= gps-words.png
convert gps-xmp.jpg gps-raw.png
# The second picture of an MPF or Ultra HDR file follows the end of the first.
cat "$work/lines.jpg" gps-exif.jpg > gps-second.jpg
cat "$work/plain.png" gps-xmp.jpg > gps-second.png
cat "$work/plain.webp" gps-exif.jpg > gps-second.webp
{ printf '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32"><image width="48" height="32" href="data:image/jpeg;base64,'
  base64 -w 76 gps-exif.jpg; printf '"/></svg>\n'; } > gps-embedded.svg

# A phone without permission writes zeros.
cp "$work/plain.jpg" nowhere.jpg
tell -GPSLatitude=0 -GPSLatitudeRef=N -GPSLongitude=0 -GPSLongitudeRef=E nowhere.jpg
cp "$work/plain.png" misnamed.jpg
