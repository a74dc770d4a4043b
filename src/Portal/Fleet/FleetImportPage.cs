using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>A line of the list: a driver to ask.</summary>
/// <param name="Line">Its number in what was pasted, from 1.</param>
/// <param name="Name">As in the identity document.</param>
/// <param name="Number">The identity number.</param>
/// <param name="Said">What is wrong with it, or the result of sending it; null: it can be sent.</param>
/// <param name="IsDone">True when it was sent.</param>
public sealed record ImportRow(int Line, string Name, string Number, LocalText? Said = null, bool IsDone = false)
{
    /// <summary>The number as shown: masked once it is a valid one.</summary>
    public string Shown => IdentityNumber.Mask(Number);
}

/// <summary>Drivers that are asked from a list.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Rows">The lines; empty before they were checked.</param>
/// <param name="IsRun">True: they were sent, and the rows are receipts.</param>
public sealed record FleetImportModel(FormState Form, ImmutableArray<ImportRow> Rows, bool IsRun = false);

/// <summary>
/// /fleet/import: asks drivers from a list of names and numbers (H.25). First every line is checked and nothing is
/// sent; then each line is a request of its own with its own receipt. Sending the form again sends no line twice.
/// </summary>
internal static class FleetImportPage
{
    private const string Path = "/fleet/import";
    private const int MaxRows = 200;
    private static readonly char[] _between = [',', '，', ';', '；', '\t'];

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Operator);
        pages.MapGet(Path, (PageContext page) => page.Show<FleetImport>(new FleetImportModel(FormState.New(), [])))
            .For(access);
        pages.MapPost(Path, Take).For(access with { MaxPosted = 1024 * 1024 });
        pages.MapPost(Path + "/receipts.csv", (PageContext page, Posted form) => ReceiptFile.Of(
            page, form, new("姓名,结果", "name,result"), MaxRows)).For(access with { MaxPosted = ReceiptFile.MaxPosted });
    }

    private static async Task<IResult> Take(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var text = form.File("file") is { } file ? await TextOf(file, cancellation) : form.Block("rows");
        if (text is null) return Refused("这个文件不是 CSV 文本。在表格软件里另存为 CSV 再选。",
            "The file is no CSV text: save it as CSV in your spreadsheet and choose that.");
        text = text.Replace("\r", "", StringComparison.Ordinal);
        var rows = Read(text, ShanghaiTime.DateOf(registry.Now));
        if (rows.IsEmpty || rows.Length > MaxRows)
            return Refused($"请填写 1 至 {MaxRows} 行，每行一人：姓名,身份证件号码。这里有 {rows.Length} 行。",
                $"1 to {MaxRows} lines, one driver each: name,number. There are {rows.Length}.");
        // If the text was changed after the check, it is checked again, so that nobody is asked by mistake.
        if (form["step"] != "run" || form["looked"] != AssetFiles.HashOf(text.Trim()))
            return page.Show<FleetImport>(new FleetImportModel(FormState.New(("rows", text)), rows));
        var receipts = ImmutableArray.CreateBuilder<ImportRow>(rows.Length);
        foreach (var row in rows)
            receipts.Add(row.Said is null ? await Ask(row, page, form, registry, cancellation) : row);
        return page.Show<FleetImport>(new FleetImportModel(FormState.New(), receipts.ToImmutable(), IsRun: true));

        IResult Refused(string zh, string en)
        {
            var fault = Refusals.Malformed(Refusals.Fault("rows", zh, en));
            return page.Again<FleetImport>(new FleetImportModel(FormState.Again(form, fault), []), fault);
        }
    }

    /// <summary>
    /// Sends one request. Its id is made of the form and the line, so that sending the form again does not send it
    /// twice; another driver in the same line of the same form is refused.
    /// </summary>
    private static async Task<ImportRow> Ask(
        ImportRow row, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (page.Actor.OperatorKey is not { } carrier)
            return row with { Said = new("账号没有关联企业。", "The account acts for no carrier.") };
        var envelope = form.Envelope(new AskDriver(row.Name, row.Number)) with
        {
            CommandId = string.Create(CultureInfo.InvariantCulture, $"{form.CommandId}:{row.Line}"),
            Fingerprint = $"{row.Name} {row.Number}",
        };
        return await registry.Execute(new EntityId(EntityKind.Operator, carrier), envelope, cancellation) switch
        {
            Answer.Done => row with { Said = new("已发出请求，待本人确认", "asked; the driver has to consent"), IsDone = true },
            Answer.No { Refusal: var no } => row with { Said = no.Detail },
            _ => throw new InvalidOperationException("Unknown answer."),
        };
    }

    /// <summary>The lines, without a heading; a line that cannot be sent says why.</summary>
    internal static ImmutableArray<ImportRow> Read(string text, DateOnly today)
    {
        var rows = ImmutableArray.CreateBuilder<ImportRow>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var parts = line.Trim('\uFEFF', ' ').Split(_between, StringSplitOptions.TrimEntries);
            if (parts is [""] || parts[0] is "姓名" or "name") continue;
            var (name, number) = (parts[0].Trim('"'), parts.Length > 1 ? parts[1].Trim('"', '\'') : "");
            rows.Add(new ImportRow(index + 1, name, number, FaultOf(name, number, today)
                ?? (known.Add(number) ? null : new("与前面的一行重复", "the same as a line above"))));
        }
        return rows.ToImmutable();
    }

    private static LocalText? FaultOf(string name, string number, DateOnly today) =>
        name.Length is 0 or > FormCheck.MaxLine ? new("缺少姓名", "no name")
        : !CitizenId.Check(number, today).Valid ? new("身份证件号码不正确", "not a valid identity number")
        : null;

    /// <summary>
    /// The text of a file; null: it is none. Spreadsheets of Chinese systems write GB 18030 where they are not asked
    /// for UTF-8, which a text in it is not.
    /// </summary>
    private static async Task<string?> TextOf(IFormFile file, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        var bytes = content.ToArray();
        var text = Decoded(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true))
            ?? Decoded(bytes, CodePagesEncodingProvider.Instance.GetEncoding(
                "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!);
        return text is null || text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n')) ? null : text;
    }

    private static string? Decoded(byte[] bytes, Encoding encoding)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
