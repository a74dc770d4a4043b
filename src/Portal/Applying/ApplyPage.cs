using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Applying;

/// <summary>
/// {entity}/apply/{service}: what to know and every condition, then the answers, the
/// materials, a check of all of it, and handing it in. Every page is posted to the same address, and its button says
/// which page comes next.
/// </summary>
internal static class ApplyPage
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        Of("/my/certificates", EntityKind.Certificate, Roles.Holder, Uploads.MaxPosted,
            (loaded, context) => new CertificateSubject(loaded, context));
        Of("/my/rail", EntityKind.RailLicence, Roles.Holder, Uploads.MaxPostedWithVideo,
            (loaded, context) => new RailSubject(loaded, context));
        Of("/fleet/vehicles", EntityKind.Vehicle, Roles.Operator, Uploads.MaxPosted,
            (loaded, context) => new VehicleSubject(loaded, context));
        Of("/desk/certificates", EntityKind.Certificate, Roles.Officer, Uploads.MaxPosted,
            (loaded, context) => new CounterSubject(loaded, context));

        void Of(string path, EntityKind kind, Roles who, long maxPosted, Func<Loaded, Context, ApplySubject> make)
        {
            var route = path + "/{id}/apply/{service}";
            pages.MapGet(route, (string id, string service, PageContext page, IRegistry registry, IDrafts drafts,
                CancellationToken c) => Show(new Asked(kind, id, service, make, page, registry, drafts, c)))
                .For(PageAccess.Of(who));
            pages.MapPost(route, (string id, string service, PageContext page, Posted form, IRegistry registry,
                IDrafts drafts, CancellationToken c) =>
                    Step(new Asked(kind, id, service, make, page, registry, drafts, c), form))
                .For(PageAccess.Of(who) with { MaxPosted = maxPosted });
        }
    }

    private static async Task<IResult> Show(Asked asked)
    {
        var (model, refusal) = await Read(asked);
        return refusal is null
            ? asked.Page.Show<ApplyNotice>(await WithConditions(model!, asked)) : asked.Page.Refused(refusal);
    }

    private static async Task<IResult> Step(Asked asked, Posted form)
    {
        var (empty, refusal) = await Read(asked);
        if (refusal is not null) return asked.Page.Refused(refusal);
        var model = empty! with { Form = FormState.With(form) };
        switch (form["step"])
        {
            case "begin": return await Begin(asked, form, empty!);
            case "resume": return await Resume(asked, empty!);
            case "discard":
                await asked.Drafts.Remove(asked.Page.Account!.Id, ApplyDrafts.KeyOf(empty!), asked.Cancellation);
                return Go.To(empty!.Path);
            case "details" or "find": return asked.Page.Show<ApplyDetails>(await WithFields(model, asked));
            case "save": return await Save<ApplyDetails>(await WithFields(model, asked), asked);
            default: return await Answered(asked, form, model);
        }
    }

    /// <summary>
    /// Begins an application after the reader has seen what to know; a reader who cannot apply now sees the reason on
    /// the same page.
    /// </summary>
    private static async Task<IResult> Begin(Asked asked, Posted form, ApplyModel model)
    {
        var notice = await WithConditions(model, asked);
        if (!notice.IsPossible) return asked.Page.Show<ApplyNotice>(notice);
        var first = model.Subject.FirstAsked(model.Service.Id);
        ImmutableArray<FieldFault> faults =
        [
            .. first is not null && form[first].Length == 0
                ? [Refusals.Fault(first, "请选择一项。", "Choose one.")] : ImmutableArray<FieldFault>.Empty,
            .. !form.Ticked("read")
                ? [Refusals.Fault("read", "请先阅读并勾选。", "Please read it and tick the box.")]
                : ImmutableArray<FieldFault>.Empty,
        ];
        if (!faults.IsEmpty)
        {
            var unread = Refusals.Malformed(faults.AsSpan());
            return asked.Page.Again<ApplyNotice>(notice with { Form = FormState.Again(form, unread) }, unread);
        }
        if (first is not null) model = model with { Form = model.Form.Known(first, form[first]) };
        return asked.Page.Show<ApplyDetails>(await WithFields(model, asked));
    }

    private static async Task<IResult> Resume(Asked asked, ApplyModel model) =>
        await ApplyDrafts.Find(model, asked.Page, asked.Drafts, asked.Registry.Now, asked.Cancellation) is { } saved
            ? asked.Page.Show<ApplyDetails>(await WithFields(
                model with
                {
                    Form = FormState.New(saved.AsSpan()),
                    Said = new("已取回草稿，请核对后继续。", "The draft is back; look it over and go on."),
                }, asked))
            : Go.To(model.Path);

    private static async Task<IResult> Answered(Asked asked, Posted form, ApplyModel model)
    {
        var (command, unread) = ApplyForm.Read(model, form);
        var all = unread is null ? await Conditions(asked, model, command) : [];
        if ((unread ?? ApplyForm.AboutAnswers(all)) is { } fault)
            return asked.Page.Again<ApplyDetails>(
                await WithFields(model with { Form = FormState.Again(form, fault) }, asked), fault);
        model = model with
        {
            Sentence = model.Subject.Sentence(command.Form),
            Slots = await Uploads.Fill(
                model.Subject.Materials(model.Service, command.Form), form, asked.Page, asked.Registry,
                model.Subject.Uploader(asked.Page.Actor)),
        };
        switch (form["step"])
        {
            case "materials" or "upload": return asked.Page.Show<ApplyMaterials>(model);
            case "saveMaterials": return await Save<ApplyMaterials>(model, asked);
            case "check" when Missing(model) is { } missing:
                return asked.Page.Again<ApplyMaterials>(
                    model with { Form = FormState.Again(form, missing) }, missing);
            case "check":
                return asked.Page.Show<ApplyCheck>(model with
                {
                    Conditions = await Conditions(asked, model, ApplyForm.Read(model, form).Command),
                    Fields = await model.Subject.FieldsOf(model.Service, model.Form, asked.Reads, asked.Cancellation),
                });
            case "submit": return await Submit(model, asked, form);
            default: return asked.Page.NotFound();
        }
    }

    private static async Task<IResult> Submit(ApplyModel model, Asked asked, Posted form)
    {
        var answer = await asked.Registry.Execute(
            model.Subject.Id, form.Envelope(ApplyForm.Read(model, form).Command), asked.Cancellation);
        if (answer is Answer.No { Refusal: var no })
            return asked.Page.Again<ApplyCheck>(model with { Form = FormState.Again(form, no) }, no);
        await asked.Drafts.Remove(asked.Page.Account!.Id, ApplyDrafts.KeyOf(model), asked.Cancellation);
        return Go.To(model.Subject.HandedIn(AnswerId.In(((Answer.Done)answer).Body), asked.Page));
    }

    private static async Task<IResult> Save<TPage>(ApplyModel model, Asked asked)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        await ApplyDrafts.Save(model, asked.Page, asked.Drafts, asked.Registry.Now) is { } no
            ? asked.Page.Again<TPage>(model with { Form = model.Form.Refused(no) }, no)
            : asked.Page.Show<TPage>(model with
            {
                Said = new($"已保存，{IDrafts.Days} 天内可以在“我的办件”中继续。",
                    $"Saved: go on within {IDrafts.Days} days from your applications."),
            });

    private static Refusal? Missing(ApplyModel model)
    {
        ImmutableArray<FieldFault> faults =
        [
            .. model.Slots.Where(slot => slot.Required && slot.Document is null)
                .Select(slot => new FieldFault(slot.Field, slot.Fault
                    ?? new LocalText($"缺少：{slot.Names.Zh}", $"Missing: {slot.Names.En}"))),
        ];
        return faults.IsEmpty ? null : Refusals.Malformed(faults.AsSpan());
    }

    private static async Task<ImmutableArray<Condition>> Conditions(
        Asked asked, ApplyModel model, Domain.Applications.Apply command)
    {
        var (all, refusal) = await asked.Reads.Conditions(model.Subject.Id, command, asked.Cancellation);
        return refusal is null ? all : [new Condition(ConditionName.Form, refusal)];
    }

    private static async Task<ApplyModel> WithFields(ApplyModel model, Asked asked) => model with
    {
        Fields = await model.Subject.FieldsOf(model.Service, model.Form, asked.Reads, asked.Cancellation),
    };

    private static async Task<ApplyModel> WithConditions(ApplyModel model, Asked asked)
    {
        var services = await asked.Reads.Services(model.Subject.Id.Kind, model.Subject.Id.Key, asked.Cancellation);
        var key = ApplyDrafts.KeyOf(model);
        var drafts = await asked.Drafts.Of(asked.Page.Account!.Id, asked.Registry.Now, asked.Cancellation);
        return model with
        {
            Possible = [.. services.Value.Where(one => one.Service == model.Service.Id)],
            Draft = drafts.FirstOrDefault(one => one.Key == key),
        };
    }

    private static async Task<Result<ApplyModel>> Read(Asked asked)
    {
        if (ServiceNames.Find(asked.Service) is not { } name || Catalogue.Find(name) is not { } known
            || known.Subject != asked.Kind) return Refusals.NotFound();
        var (loaded, refusal) = await asked.Reads.Find(asked.Kind, asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var subject = asked.Make(loaded!, asked.Reads.ContextOf(loaded!));
        return new ApplyModel(known, subject, ApplyForm.Prefilled(known, subject));
    }

    /// <summary>An application that a request is about.</summary>
    private sealed record Asked(
        EntityKind Kind, string Id, string Service, Func<Loaded, Context, ApplySubject> Make, PageContext Page,
        IRegistry Registry, IDrafts Drafts, CancellationToken Cancellation)
    {
        /// <summary>The reads of the reader.</summary>
        public Reads Reads { get; } = Registry.As(Page.Actor);
    }
}
