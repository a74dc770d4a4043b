using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Admin;

/// <summary>The signing keys, and the other provinces that are trusted.</summary>
/// <param name="Keys">This registry's keys.</param>
/// <param name="Trusted">The trust list in use; null: none was ever accepted.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Form">What was typed.</param>
public sealed record KeysModel(
    ImmutableArray<RingKeyView> Keys, TrustListView? Trusted, DateOnly Today, FormState Form)
{
    /// <summary>What was just done; null: nothing.</summary>
    public LocalText? Said { get; init; }
}

/// <summary>/admin/keys: rotates and retires keys, and takes a newer trust list.</summary>
internal static class KeysPage
{
    private const string Path = "/admin/keys";
    private const int MaxKid = 8;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Administrator);
        pages.MapGet(Path, Show).For(access);
        pages.MapPost(Path, Do).For(access with { NeedsProof = true, MaxPosted = 256 * 1024 });
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<KeysView>(await Read(FormState.New(), page, registry, cancellation));

    private static async Task<IResult> Do(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (answer, said) = form["step"] switch
        {
            "rotate" => (await registry.Verification.Rotate(form.Envelope(new PassTime()), cancellation),
                new LocalText("新密钥从现在起签名", "A new key signs from now on")),
            "retire" when form["kid"] is { Length: > 0 and <= MaxKid } kid && kid.All(char.IsAsciiLetterOrDigit) =>
                (await registry.Execute(
                    Keyring.Id, form.Envelope(new RetireKey(kid, form["reason"])), cancellation),
                new LocalText("密钥已停用", "The key is retired")),
            "accept" => (await registry.Execute(TrustList.Id, form.Envelope(
                    new AcceptTrustList(form["list"], registry.Verification.TrustRoots)), cancellation),
                new LocalText("信任清单已接受", "The trust list counts from now on")),
            _ => (new Answer.No(Refusals.NotFound()), new LocalText("", "")),
        };
        if (answer is Answer.No { Refusal: var no })
            return page.Again<KeysView>(
                await Read(FormState.Again(form, no), page, registry, cancellation), no);
        return page.Show<KeysView>(await Read(FormState.New(), page, registry, cancellation) with { Said = said });
    }

    private static async Task<KeysModel> Read(
        FormState form, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        return new KeysModel((await reads.Keyring(cancellation)).Value?.View.Keys ?? [],
            (await reads.TrustList(cancellation)).Value?.View, ShanghaiTime.DateOf(registry.Now), form);
    }
}
