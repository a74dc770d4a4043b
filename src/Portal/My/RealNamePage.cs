using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>The proof of identity as its filer sees it.</summary>
/// <param name="Bound">The person that is bound; null: not proven yet.</param>
/// <param name="BarredUntil">Until this instant acts that harm the person are refused; null: they are taken.</param>
/// <param name="Filing">The last filing; null: none.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Slots">The two sides of the card, and a portrait with which they can be compared (H.24).</param>
/// <param name="Today">The legal date.</param>
/// <param name="DecideWorkingDays">The limit for the decision.</param>
public sealed record RealNameModel(
    BoundIdentity? Bound, DateTimeOffset? BarredUntil, ApplicationView? Filing, FormState Form,
    ImmutableArray<MaterialSlot> Slots, DateOnly Today, int DecideWorkingDays);

/// <summary>
/// /my/real-name: both sides of the card, name and number. The answer is the same for a number that is known, has
/// another name on the register or is bound (rules.md H.24).
/// </summary>
internal static class RealNamePage
{
    private const string Path = "/my/real-name";

    private static ImmutableArray<MaterialSlot> SidesOf(IRegistry registry)
    {
        var rules = registry.Rulebook.RoadAt(ShanghaiTime.DateOf(registry.Now));
        return
        [
            .. Catalogue.Of(ServiceId.IdentityBinding).Materials.Select(line => MaterialSlot.Picture(
                line.Kind, line.Names, line.Need == MaterialNeed.Required, rules)),
        ];
    }

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.Of(Roles.Holder));
        pages.MapPost(Path, File).For(PageAccess.Of(Roles.Holder) with
        {
            MaxPosted = Uploads.MaxPosted,
            SaysWho = true,
        });
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<RealName>(await Read(page, registry, cancellation));

    private static async Task<IResult> File(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var slots = await Uploads.Fill(SidesOf(registry), form, page, registry);
        var model = await Read(page, registry, cancellation) with { Form = FormState.With(form), Slots = slots };
        if (form["step"] == "upload") return page.Show<RealName>(model);
        if (Fault(form, slots, model.Today) is { } fault)
            return page.Again<RealName>(model with { Form = FormState.Again(form, fault) }, fault);
        var kind = KindOf(form);
        var number = IdentityNumber.Check(kind, form["identityNumber"], model.Today).Normalized!;
        var file = new FileBinding(
            new IdentityForm(form["name"], kind, number, Words.Dates.Read(form["bornOn"])),
            IdOf(MaterialKind.IdentityFront)!, IdOf(MaterialKind.IdentityBack)!, IdOf(MaterialKind.IdentityPortrait));
        var answer = await registry.Execute(
            IdentityBinding.IdOf(page.Account!.Id), form.Envelope(file), cancellation);
        return answer is Answer.No { Refusal: var no }
            ? page.Again<RealName>(model with { Form = FormState.Again(form, no) }, no)
            : Go.To(Path);

        string? IdOf(MaterialKind kind) => slots.First(slot => slot.Kind == kind).Document?.Id;
    }

    private static Refusal? Fault(Posted form, ImmutableArray<MaterialSlot> slots, DateOnly today)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (form["name"].Length == 0) faults.Add(Refusals.Fault("name", "请填写姓名。", "Fill in the name."));
        if (IdentityNumber.Check(KindOf(form), form["identityNumber"], today) is { Valid: false })
            faults.Add(Refusals.Fault("identityNumber",
                "号码写法有误，请逐位核对。", "The number is not well formed; compare digit by digit."));
        foreach (var slot in slots.Where(slot => slot.Document is null && (slot.Required || slot.Fault is not null)))
            faults.Add(new FieldFault(slot.Field, slot.Fault
                ?? new LocalText($"缺少：{slot.Names.Zh}", $"Missing: {slot.Names.En}")));
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    private static IdentityKind KindOf(Posted form) => form["identityKind"] switch
    {
        "residencePermit" => IdentityKind.ResidencePermit,
        "foreignPermanentResident" => IdentityKind.ForeignPermanentResident,
        _ => IdentityKind.CitizenId,
    };

    private static async Task<RealNameModel> Read(
        PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var binding = await reads.OwnBinding(cancellation);
        var today = ShanghaiTime.DateOf(registry.Now);
        return new RealNameModel(
            binding?.Bound, await reads.BarredUntil(cancellation), reads.LastFilingOf(binding),
            FormState.New(("identityKind", "citizenId")), SidesOf(registry), today,
            registry.Rulebook.RoadAt(today).IdentityDecideWorkingDays);
    }
}
