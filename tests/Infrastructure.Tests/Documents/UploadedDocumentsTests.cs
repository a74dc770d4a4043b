using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Retention;
using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>Uploads: what is kept, what is refused, and that what is refused leaves nothing behind.</summary>
public sealed class UploadedDocumentsTests : IDisposable
{
    private const int Limit = 10 * 1024 * 1024;
    private static readonly Actor _holder = new("A-1", Roles.Holder, Channel.Http);
    private readonly TestStore _store = new();
    private readonly FakeTimeProvider _clock = new(TestPlace.Start);
    private readonly UploadedDocuments _documents;

    public UploadedDocumentsTests() =>
        _documents = DocumentSteps.Over(_store.Store.Documents, _clock);

    [Fact]
    public async Task An_image_is_kept_byte_for_byte()
    {
        var png = Images.Png(600, 700, perMetre: 11811);
        var kept = Assert.IsType<Upload.Kept>(await Add(png, "驾驶证 正本.PNG", MaterialKind.DrivingLicence)).Document;

        Assert.Equal(
            ("D-1", "A-1", "驾驶证 正本.PNG", "image/png"), (kept.Id, kept.OwnerAccountId, kept.FileName, kept.ContentType));
        Assert.Equal((png.Length, 600, 700, 300), (kept.Bytes, kept.Width, kept.Height, kept.Dpi));
        Assert.Equal(_clock.GetUtcNow(), kept.UploadedAt);
        Assert.Empty(kept.Warnings);
        var found = (await _documents.Find("D-1"))!;
        Assert.Equal((kept.Sha256, kept.Kind, kept.Width), (found.Sha256, found.Kind, found.Width));
        await using var content = await _documents.Open(found);
        var read = new MemoryStream();
        await content.CopyToAsync(read);
        Assert.Equal(png, read.ToArray());
    }

    [Fact]
    public async Task The_limit_itself_is_allowed_and_one_byte_more_is_not_even_read_on()
    {
        Assert.IsType<Upload.Kept>(await Add(JpegOf(Limit), "a.jpg"));

        var endless = new Trickle(JpegOf(Limit + 1_000_000));
        Assert.Equal(RefusalCode.TooLarge, (await _documents.Receive(_holder, endless, Limit)).Refusal?.Code);
        Assert.Equal(Limit + 1, endless.Position);
        Assert.Equal(RefusalCode.TooLarge, Code(await Add(JpegOf(Limit + 1), "a.jpg", id: "D-2")));
        Assert.Null(await _documents.Find("D-2"));
    }

    [Fact]
    public async Task A_railway_material_is_checked_by_its_own_rules()
    {
        var proof =
            Assert.IsType<Upload.Kept>(await Add(RailFiles.Pdf(), "证明.pdf", MaterialKind.EmployerConsent)).Document;
        Assert.Equal(("application/pdf", MaterialKind.EmployerConsent), (proof.ContentType, proof.Kind));
        Assert.Equal(
            RefusalCode.MediaType, Code(await Add(RailFiles.Pdf(), "证明.PDF", MaterialKind.EmployerConsent, id: "D-2")));
        var video = Assert.IsType<Upload.Kept>(
            await Add(RailFiles.Mp4("vide"), "a.mp4", MaterialKind.Video, id: "D-3")).Document;
        Assert.Equal("video/mp4", video.ContentType);
    }

    [Fact]
    public async Task An_upload_that_trickles_in_is_put_together()
    {
        var jpeg = JpegOf(200_000);
        var kept = Assert.IsType<Upload.Kept>(
            await _documents.Add("D-1", MaterialKind.DrivingLicence, "a.jpeg", _holder, new Trickle(jpeg)));
        Assert.Equal(jpeg.Length, kept.Document.Bytes);
    }

    [Theory]
    [InlineData("a.png", RefusalCode.MaterialUnfit)]
    [InlineData("a.pdf", RefusalCode.MaterialUnfit)]
    public async Task An_empty_file_is_unfit(string name, RefusalCode code) =>
        Assert.Equal(code, Code(await Add([], name)));

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("photo.pdf")]
    [InlineData("photo")]
    [InlineData("photo.png.exe")]
    [InlineData("photo.png/")]
    [InlineData("")]
    public async Task The_name_must_say_what_the_content_is(string name)
    {
        Assert.Equal(RefusalCode.MediaType, Code(await Add(Images.Png(), name)));
        Assert.Null(await _documents.Find("D-1"));
    }

    [Fact]
    public async Task A_pdf_called_png_is_refused_by_its_content() =>
        Assert.Equal(RefusalCode.MediaType, Code(await Add([.. "%PDF-1.7"u8], "a.png")));

    [Fact]
    public async Task A_damaged_image_is_unfit() =>
        Assert.Equal(RefusalCode.MaterialUnfit, Code(await Add(Images.Png()[..^1], "a.png")));

    [Theory]
    [InlineData(MaterialKind.PortraitPhoto, 413, 579, "")]
    [InlineData(MaterialKind.PortraitPhoto, 412, 579, "SMALL_PHOTO")]
    [InlineData(MaterialKind.PortraitPhoto, 413, 578, "SMALL_PHOTO")]
    [InlineData(MaterialKind.PortraitPhoto, 480, 600, "")]
    [InlineData(MaterialKind.PortraitPhoto, 481, 600, "ASPECT")]
    [InlineData(MaterialKind.PortraitPhoto, 650, 1000, "")]
    [InlineData(MaterialKind.PortraitPhoto, 649, 1000, "ASPECT")]
    [InlineData(MaterialKind.PortraitPhoto, 1, 1, "SMALL_PHOTO ASPECT")]
    [InlineData(MaterialKind.DrivingLicence, 600, 900, "")]
    [InlineData(MaterialKind.DrivingLicence, 900, 599, "SMALL")]
    [InlineData(MaterialKind.VehiclePhoto45, 599, 900, "SMALL")]
    [InlineData(MaterialKind.IdentityBack, 599, 900, "SMALL")]
    public async Task What_decodes_and_misses_its_rule_is_kept_with_a_warning(
        MaterialKind kind, uint width, uint height, string warnings)
    {
        var kept = Assert.IsType<Upload.Kept>(await Add(Images.Png(width, height), "a.png", kind));
        Assert.Equal(warnings, string.Join(' ', kept.Document.Warnings));
    }

    [Fact]
    public async Task The_same_upload_again_gives_the_same_record_and_another_one_is_refused()
    {
        var first = Assert.IsType<Upload.Kept>(await Add(Images.Png(), "a.png"));
        _clock.Advance(TimeSpan.FromHours(1));

        var again = Assert.IsType<Upload.Kept>(await Add(Images.Png(), "a.png"));
        Assert.Equal(first.Document.UploadedAt, again.Document.UploadedAt);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, Code(await Add(Images.Png(500), "a.png")));
        Assert.Equal(RefusalCode.IdempotencyKeyReused, Code(await Add(Images.Png(), "b.png"))); // M14
        Assert.Equal(
            RefusalCode.IdempotencyKeyReused, Code(await Add(Images.Png(), "a.png", MaterialKind.StudyRecord)));
        Assert.Equal(RefusalCode.IdempotencyKeyReused, Code(await _documents.Add(
            "D-1", MaterialKind.DrivingLicence, "a.png", _holder with { AccountId = "A-2" },
            new MemoryStream(Images.Png()))));
    }

    [Fact]
    public async Task H6_an_account_has_four_uploads_at_a_time_and_all_have_twenty()
    {
        var open = new List<ReceivedFile>();
        async Task<RefusalCode?> Begin(string account)
        {
            var (file, refusal) = await _documents.Receive(_holder with { AccountId = account }, new MemoryStream(), 9);
            if (file is not null) open.Add(file);
            return refusal?.Code;
        }
        for (var i = 0; i < UploadSpace.MaxTogether; i++) Assert.Null(await Begin($"A-{i / UploadSpace.MaxOfAccount}"));
        Assert.Equal(RefusalCode.TooMany, await Begin("A-0"));
        Assert.Equal(RefusalCode.TooMany, await Begin("A-99"));
        open[0].Dispose();
        open[0].Dispose(); // Once more takes no other's place.
        Assert.Equal(RefusalCode.TooMany, await Begin("A-1"));
        Assert.Null(await Begin("A-0"));
        Assert.Equal(RefusalCode.TooMany, await Begin("A-99"));
    }

    [Fact]
    public async Task H6_uploads_under_way_have_a_budget_and_give_it_back()
    {
        var small = DocumentSteps.Over(_store.Store.Documents, _clock, budget: 100_000);
        var (first, _) = await small.Receive(_holder, new MemoryStream(new byte[60_000]), Limit);
        Assert.Equal(RefusalCode.StorageAway,
            (await small.Receive(_holder, new MemoryStream(new byte[60_000]), Limit)).Refusal?.Code);
        first!.Dispose();
        Assert.Null((await small.Receive(_holder, new MemoryStream(new byte[60_000]), Limit)).Refusal);
    }

    [Theory]
    [InlineData(Roles.Holder, MaterialKind.Video, true)]
    [InlineData(Roles.Holder, MaterialKind.VehicleLicenceFront, false)]
    [InlineData(Roles.Operator, MaterialKind.VehicleLicenceFront, true)]
    [InlineData(Roles.Operator, MaterialKind.CharterContract, true)]
    [InlineData(Roles.Operator, MaterialKind.PortraitPhoto, false)]
    [InlineData(Roles.Employer, MaterialKind.EmploymentProof, true)]
    [InlineData(Roles.Employer, MaterialKind.PortraitPhoto, false)]
    [InlineData(Roles.Officer, MaterialKind.PortraitPhoto, false)]
    [InlineData(Roles.Administrator, MaterialKind.Video, false)]
    [InlineData(Roles.Enforcement, MaterialKind.Evidence, true)]
    [InlineData(Roles.Enforcement, MaterialKind.PortraitPhoto, false)]
    [InlineData(Roles.Officer, MaterialKind.Evidence, false)]
    public async Task H6_each_role_hands_in_the_materials_of_its_services(Roles role, MaterialKind kind, bool may)
    {
        var upload = await _documents.Add("D-1", kind, "a.nothing", new Actor("A-1", role, Channel.Http),
            new MemoryStream([1]));
        Assert.Equal(may, Code(upload) != RefusalCode.NotAllowed);
    }

    [Fact]
    public async Task M13_what_nothing_names_can_be_removed_and_goes_by_itself_after_thirty_days()
    {
        var documents = _store.Store.Documents;
        foreach (var id in (string[])["D-1", "D-2", "D-3"])
            Assert.IsType<Upload.Kept>(await Add(Images.Png(), "a.png", id: id));
        Assert.True(await documents.Name(["D-1", "D-1"], _clock.GetUtcNow()));
        Assert.False(await documents.Name(["D-1", "D-9"], _clock.GetUtcNow()));
        Assert.Equal(RefusalCode.WrongState, (await _documents.Remove("D-1", _holder))?.Code);
        Assert.Equal(RefusalCode.NotFound, (await _documents.Remove("D-2", _holder with { AccountId = "A-2" }))?.Code);
        Assert.Null(await _documents.Remove("D-2", _holder));
        Assert.Equal(RefusalCode.NotFound, (await _documents.Remove("D-2", _holder))?.Code);
        await using (var still = await _documents.Open((await _documents.Find("D-3"))!))
            Assert.True(still.ReadByte() >= 0); // Equal content goes with its last name.
        Assert.Equal(["D-3", "D-1"], (await _documents.Of("A-1", new PageRequest())).Items.Select(one => one.Id));

        var retention = DocumentSteps.Retention(_store.Store, _clock);
        _clock.Advance(TimeSpan.FromDays(RetentionTable.Of(RetentionKind.UnnamedDocuments).Days));
        await retention.RunOnce(CancellationToken.None);
        Assert.NotNull(await _documents.Find("D-3"));
        _clock.Advance(TimeSpan.FromDays(1));
        await retention.RunOnce(CancellationToken.None);
        Assert.Null(await _documents.Find("D-3"));
        Assert.NotNull(await _documents.Find("D-1"));
    }

    [Fact]
    public async Task M10_what_is_served_is_only_what_is_drawn()
    {
        async Task<byte[]> Served(byte[] content, string name, MaterialKind kind = MaterialKind.DrivingLicence)
        {
            var kept = Assert.IsType<Upload.Kept>(await Add(content, name, kind, "D-" + Guid.NewGuid())).Document;
            await using var original = await _documents.Open(kept);
            var (whole, clean) = (new MemoryStream(), new MemoryStream());
            await original.CopyToAsync(whole);
            Assert.Equal(content, whole.ToArray()); // Kept as handed in.
            await using var cleaned = await _documents.OpenCleaned(kept);
            await cleaned.CopyToAsync(clean);
            return clean.ToArray();
        }
        var plain = Images.Png(30, 40, 11811);
        byte[] noted =
            [.. plain[..33], .. Images.Chunk("tEXt", [.. "Comment\0here"u8]), .. plain[33..], .. "PK\x03\x04"u8];
        Assert.Equal(plain, await Served(noted, "a.png"));
        var jpeg = Images.Jpeg(30, 40, Images.Jfif(1, 300));
        byte[] marked = [.. Images.Jpeg(30, 40, [.. Images.Jfif(1, 300), .. Images.Segment(0xFE, [1, 2]),
            .. Images.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/"u8])]), .. "<?php"u8];
        Assert.Equal(jpeg, await Served(marked, "a.jpg"));
        var turned = await Served(Images.Jpeg(30, 40, Images.Exif(6, small: true)), "a.jpg");
        Assert.Equal(new ImageInspection.Fit("image/jpeg", 40, 30, null), ImageInspector.Inspect(turned));
        foreach (var real in (byte[][])[RealJpegs.Baseline, RealJpegs.Progressive, RealJpegs.FourColours])
            Assert.Equal(ImageInspector.Inspect(real), ImageInspector.Inspect(await Served(real, "a.jpg")));
        var pdf = RailFiles.Pdf();
        Assert.Equal(pdf[..^1],
            await Served([.. "junk"u8, .. pdf, .. "PK\x03\x04"u8], "a.pdf", MaterialKind.HealthReport));
    }

    [Theory]
    [InlineData("../../etc/passwd.png", "passwd.png")]
    [InlineData(@"C:\Users\x\照片.jpg", "照片.jpg")]
    [InlineData("a\r\nb\0.png", "ab.png")]
    [InlineData("gpj\u202E.exe.png", "gpj.exe.png")]
    [InlineData("  .hidden.png. ", "hidden.png")]
    [InlineData("\uD800.png", "png")]
    [InlineData("𠮷.jpg", "𠮷.jpg")]
    [InlineData("😀.jpg", "😀.jpg")]
    [InlineData("张𠮷.jpg", "张𠮷.jpg")]
    public void Names_are_made_harmless(string given, string clean) => Assert.Equal(clean, FileNames.Clean(given));

    [Fact]
    public void Long_names_keep_their_extension()
    {
        var name = FileNames.Clean(string.Concat(Enumerable.Repeat("😀", 150)) + ".jpeg");
        Assert.InRange(name.Length, 190, 200);
        Assert.EndsWith("😀.jpeg", name, StringComparison.Ordinal);
    }

    private async Task<Upload> Add(
        byte[] content, string name, MaterialKind kind = MaterialKind.DrivingLicence, string id = "D-1") =>
        await _documents.Add(id, kind, name,
            kind == MaterialKind.VehiclePhoto45 ? _holder with { Roles = Roles.Operator } : _holder,
            new MemoryStream(content));

    private static RefusalCode Code(Upload upload) => Assert.IsType<Upload.No>(upload).Refusal.Code;

    private static byte[] JpegOf(int bytes)
    {
        var empty = Images.Jpeg(scan: []).Length;
        return Images.Jpeg(scan: new byte[bytes - empty]);
    }

    public void Dispose() => _store.Dispose();

    /// <summary>Gives a little at a time, as a network does.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 7001)], cancellationToken);
    }
}
