using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Contests;

/// <summary>A finding that is being recorded.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Attachments">Pictures and papers.</param>
public sealed record NewFindingModel(FormState Form, Attachments Attachments);

/// <summary>
/// /road/findings/new: an officer records a finding. The plate is passed on by a form, never in an address.
/// </summary>
internal static class NewFindingPage
{
    public const string Path = "/road/findings/new";
    private const int MaxPlate = 20, MaxToken = 512;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PageContext page) => page.Show<NewFinding>(Empty(FormState.New())))
            .For(PageAccess.Of(Roles.Enforcement));
        pages.MapPost(Path, Record)
            .For(PageAccess.Of(Roles.Enforcement) with { MaxPosted = Uploads.MaxPosted });
    }

    private static NewFindingModel Empty(FormState form) => new(form, Attachments.None(MaterialKind.Evidence));

    private static async Task<IResult> Record(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (form["step"] == "begin")
            return page.Show<NewFinding>(Empty(FormState.New(("plate", form.Text("plate")))));
        var attachments = await Attachments.Of(MaterialKind.Evidence, form, page, registry);
        var (token, plate) = (TokenIn(form), form.Text("plate"));
        if (Fault(form, token, plate, attachments) is { } fault) return Again(fault);
        var (command, refusal) = await registry.As(page.Actor).Found(
            Enum.Parse<FindingKind>(form["finding"]), form.Paragraph("note"), token, plate, attachments.Ids,
            cancellation);
        if (refusal is not null) return Again(refusal);
        var envelope = form.Envelope(command!);
        var id = Keys.ForNew(EntityKind.Finding, envelope.CommandId);
        // The command continues if the reader closes the page.
        return await registry.Execute(id, envelope, CancellationToken.None) is Answer.No { Refusal: var no }
            ? Again(no) : Go.To($"{FindingPlace.Road.Path}/{id.Key}?new");

        PageResult Again(Refusal refusal) => page.Again<NewFinding>(
            new NewFindingModel(FormState.Again(form, refusal), attachments), refusal);
    }

    /// <summary>The token in a text; the whole text of a code is accepted as well as its last part.</summary>
    private static string? TokenIn(Posted form) =>
        form.Text("scanned") is { } text ? text[(text.LastIndexOf('/') + 1)..] : null;

    private static Refusal? Fault(Posted form, string? token, string? plate, Attachments attachments)
    {
        var faults = new List<FieldFault>(attachments.Faults);
        if (!Enum.TryParse<FindingKind>(form["finding"], out var kind) || !Enum.IsDefined(kind))
            faults.Add(Refusals.Fault("finding", "请选择一项。", "Choose one."));
        if (token is null && plate is null)
            faults.Add(Refusals.Fault("plate", "请填写号牌或扫描凭证。", "Give the plate, or the text of the code."));
        if (plate?.Length > MaxPlate) faults.Add(BodyRefusals.Wrong("plate"));
        if (token?.Length > MaxToken) faults.Add(BodyRefusals.Wrong("scanned"));
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }
}
