using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// Whether a filing is taken. The register is read only to find the desk and whom to notify, so that the answer is the
/// same for every number (H.24). The checks have this order: who asks, the form, whether the account is bound already,
/// how often one has filed, the pictures.
/// </summary>
internal static class BindingFiling
{
    /// <summary>The decision on <paramref name="file"/>; everything due has been done before.</summary>
    public static Decision Decide(EntityId id, IdentityBinding? b, FileBinding file, Context context)
    {
        var actor = context.Actor;
        if (!actor.Is(Roles.Holder) || id != IdentityBinding.IdOf(actor.AccountId)) return Refusals.NotAllowed();
        if (Malformed(file.Form, context) is { } malformed) return malformed;
        if (b?.Bound is not null || actor.PersonKey is not null) return BindingRefusals.OwnBound();
        if (b?.OpenOf(ServiceId.IdentityBinding) is { } open)
            return IsSame(open, file) ? Decision.Nothing : ApplicationRefusals.OpenApplication(open.Id);
        if (TooMany(b, context) is { } many) return many;
        var materials = MaterialsOf(file);
        if (BindingPictures.Unfit(materials, context) is { } unfit) return unfit;
        return Decision.Of(new BindingFiled(actor.AccountId, Filed(id, b, file, materials, context), context.Today));
    }

    private static BindingApplication Filed(
        EntityId id, IdentityBinding? b, FileBinding file, ImmutableArray<Material> materials, Context context)
    {
        var (form, rail) = (file.Form, context.RailRulebook.At(context.Today));
        var known = context.Facts.PersonWithNumber(form.IdentityNumber);
        return new BindingApplication
        {
            Id = ApplicationId.Write(id.Key, (b?.ApplicationCount ?? 0) + 1),
            Service = ServiceId.IdentityBinding,
            Form = form with { Name = RegisteredName.Of(form.Name), Address = form.Address?.Trim() },
            Materials = materials,
            SubmittedBy = context.Actor.AccountId,
            SubmittedAt = context.Now,
            Status = ApplicationStatus.Submitted,
            Authority = PersonDesk.Of(known, known is null ? [] : context.Facts.CertificatesOf(known.Key),
                form.IdentityKind,
                form.IdentityNumber),
            DecideBy = context.Calendar.Add(context.Today, context.Road.IdentityDecideWorkingDays),
            Check = new IdentityCheck(
                IdentityCheckState.Queued, RailApplicationLimits.IdentityAskedAt(context.Now, rail)),
        };
    }

    private static ImmutableArray<Material> MaterialsOf(FileBinding file)
    {
        var sides = ImmutableArray.Create(
            new Material(MaterialKind.IdentityFront, file.FrontDocumentId),
            new Material(MaterialKind.IdentityBack, file.BackDocumentId));
        return file.PortraitDocumentId is { } portrait
            ? sides.Add(new Material(MaterialKind.IdentityPortrait, portrait)) : sides;
    }

    private static bool IsSame(BindingApplication open, FileBinding file) =>
        open.Form is IdentityForm form && form.IdentityNumber == file.Form.IdentityNumber
            && RegisteredName.Same(form.Name, file.Form.Name)
        && open.Materials.SequenceEqual(MaterialsOf(file));

    private static Refusal? TooMany(IdentityBinding? b, Context context)
    {
        var (filings, road) = (b?.Filings ?? [], context.Road);
        if (filings.Count(day => day == context.Today) >= road.IdentityFilingsADay)
            return BindingRefusals.TooMany(context.Today.AddDays(1));
        var lately = filings.Where(day => day > context.Today.AddDays(-30)).ToArray();
        return lately.Length >= road.IdentityFilingsInThirtyDays
            ? BindingRefusals.TooMany(lately[^road.IdentityFilingsInThirtyDays].AddDays(30)) : null;
    }

    private static Refusal? Malformed(IdentityForm form, Context context)
    {
        if (PersonDecider.Identity(form.Name, form.IdentityKind, form.IdentityNumber, form.BornOn, context,
            out var number, out _) is { } no) return no;
        if (number != form.IdentityNumber)
            throw new InvalidOperationException("the number of a filing is to be normalised before it is sent");
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "address", form.Address, FormCheck.MaxText, required: false);
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }
}
