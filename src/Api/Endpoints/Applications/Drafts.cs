using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A draft in the list of its owner.</summary>
/// <param name="ExpiresAt">When it expires, unless it is saved again.</param>
public sealed record DraftView(string Key, int Bytes, DateTimeOffset SavedAt, DateTimeOffset ExpiresAt);

/// <summary>Half-completed forms of the caller, for any device (http.md 9).</summary>
internal static class Drafts
{
    private const int MaxKey = 100;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me/drafts").WithTags("me").For(Access.SignedIn);
        group.MapGet("", List).WithName("listDrafts").WithSummary("The caller's drafts, the one saved last first.");
        group.MapGet("/{key}", Get).WithName("getDraft").WithSummary("A draft, as it was saved.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
        group.MapPut("/{key}", Save).WithName("saveDraft")
            .WithSummary("Saves a JSON object of at most 16 KB for 30 days; at most 50 of an account.");
        group.MapDelete("/{key}", Remove).WithName("removeDraft").WithSummary("Forgets a draft.");
    }

    private static async Task<Reply<Listing<DraftView>>> List(
        Caller caller, IRegistry registry, IDrafts drafts, CancellationToken cancellation) =>
        new Listing<DraftView>([.. (await drafts.Of(caller.Account.Id, registry.Now, cancellation)).Select(one =>
            new DraftView(one.Key, one.Bytes, ShanghaiTime.ToLocal(one.SavedAt),
                ShanghaiTime.ToLocal(one.SavedAt.AddDays(IDrafts.Days))))], null);

    private static async Task<IResult> Get(
        string key, Caller caller, IRegistry registry, IDrafts drafts, CancellationToken cancellation) =>
        await drafts.Find(caller.Account.Id, key, registry.Now, cancellation) is { } content
            ? Results.Bytes(content, "application/json")
            : new ApiProblem(Refusals.NotFound());

    private static async Task<NoContentResult> Save(
        string key, HttpContext http, Caller caller, IRegistry registry, IDrafts drafts)
    {
        if (key.Length > MaxKey || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            return NoContentResult.Unless(Refusals.Malformed(Refusals.Fault(
                "key", $"最多 {MaxKey} 个字母、数字、点、横线或下划线。", $"At most {MaxKey} letters, digits, dots, dashes.")));
        var (body, fault) = await JsonBody.Bytes(http, mayBeEmpty: false);
        if (fault is null && body.Length > IDrafts.MaxBytes) fault = BodyRefusals.TooLarge(IDrafts.MaxBytes);
        if (fault is null) JsonBody.Read(body, ApiTypes.Default.JsonObject, out fault);
        if (fault is not null) return NoContentResult.Unless(fault);
        return NoContentResult.Unless(
            await drafts.Save(caller.Account.Id, key, body, registry.Now, http.RequestAborted)
                ? null
                : Refusals.Malformed(Refusals.Fault("key", $"草稿最多 {IDrafts.MaxDrafts} 份，请先删除不用的。",
                    $"At most {IDrafts.MaxDrafts} drafts: remove one that is not needed.")));
    }

    private static async Task<NoContentResult> Remove(
        string key, Caller caller, IDrafts drafts, CancellationToken cancellation) =>
        NoContentResult.Unless(
            await drafts.Remove(caller.Account.Id, key, cancellation) ? null : Refusals.NotFound());
}
