using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Applying;

/// <summary>An application that was begun and saved.</summary>
/// <param name="Names">The service.</param>
/// <param name="Path">The address where the draft goes on.</param>
/// <param name="Info">When it was saved.</param>
public sealed record ApplyDraft(LocalText Names, string Path, DraftInfo Info);

/// <summary>
/// Half-completed applications among the drafts of the reader's account: one for each service of an entity. The
/// registry does not check the content of drafts, so a draft with such a name may have any content.
/// </summary>
internal static class ApplyDrafts
{
    private const string Prefix = "apply.";

    /// <summary>The draft's key.</summary>
    public static string KeyOf(ApplyModel model) =>
        $"{Prefix}{ServiceNames.Of(model.Service.Id)}.{model.Subject.Id.Key}";

    /// <summary>Saves the answers and the ids of uploads; the result is the refusal, or null.</summary>
    public static async Task<Refusal?> Save(
        ApplyModel model, PageContext page, IDrafts drafts, DateTimeOffset now)
    {
        var answers = model.CarriedNames.Select(name => (name, Value: model.Form.Value(name)))
            .Concat(model.Slots.Where(slot => slot.Document is not null)
                .Select(slot => (slot.IdField, slot.Document!.Id)))
            .Where(one => one.Item2.Length > 0).DistinctBy(one => one.Item1)
            .ToDictionary(one => one.Item1, one => one.Item2);
        var content = JsonSerializer.SerializeToUtf8Bytes(answers, PortalJson.Default.DictionaryStringString);
        if (content.Length > IDrafts.MaxBytes)
            return Refusals.Malformed(Refusals.Fault("draft", "填写的内容过长，不能保存。", "This is too long to be saved."));
        return await drafts.Save(page.Account!.Id, KeyOf(model), content, now, page.Http.RequestAborted)
            ? null
            : Refusals.Malformed(Refusals.Fault("draft", $"草稿最多 {IDrafts.MaxDrafts} 份，请先删除不用的。",
                $"At most {IDrafts.MaxDrafts} drafts: remove one that is not needed."));
    }

    /// <summary>The saved answers; null: there are none.</summary>
    public static async Task<ImmutableArray<(string Name, string? Value)>?> Find(
        ApplyModel model, PageContext page, IDrafts drafts, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await drafts.Find(page.Account!.Id, KeyOf(model), now, cancellation) is not { } content) return null;
        using var document = JsonDocument.Parse(content);
        if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
        return
        [
            .. document.RootElement.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String)
                .Select(one => (one.Name, one.Value.GetString())),
        ];
    }

    /// <summary>The drafts of the reader for the party for which the page acts, the one saved last first.</summary>
    public static async Task<ImmutableArray<ApplyDraft>> Of(
        PageContext page, IDrafts drafts, DateTimeOffset now, CancellationToken cancellation) =>
    [
        .. (await drafts.Of(page.Account!.Id, now, cancellation)).Select(ShownAs).OfType<ApplyDraft>()
            .Where(one => one.Path.StartsWith("/fleet", StringComparison.Ordinal) == page.IsFor(Roles.Operator)),
    ];

    private static ApplyDraft? ShownAs(DraftInfo info)
    {
        if (!info.Key.StartsWith(Prefix, StringComparison.Ordinal)
            || info.Key[Prefix.Length..].Split('.', 3) is not [var subject, var name, var key]
            || ServiceNames.Find($"{subject}.{name}") is not { } id || Catalogue.Find(id) is not { } service
            || BaseOf(service.Subject) is not { } path) return null;
        return new ApplyDraft(service.Names, $"{path}/{key}/apply/{ServiceNames.Of(id)}", info);
    }

    private static string? BaseOf(EntityKind kind) => kind switch
    {
        EntityKind.Certificate => "/my/certificates",
        EntityKind.RailLicence => "/my/rail",
        EntityKind.Vehicle => "/fleet/vehicles",
        _ => null,
    };
}
