using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>
/// /desk/persons/{id}: facts about a person, for the authority to which the person belongs. The
/// consequences of a fact are shown before it is recorded.
/// </summary>
internal static class PersonRecord
{
    private const string Base = "/desk/persons";

    public static RecordKind Kind { get; } =
        new(Base, Roles.Officer | Roles.ExamCentre | Roles.Administration, Read, Acts());

    private static async Task<Result<RecordModel>> Read(RecordAsked asked)
    {
        var (person, refusal) = await asked.Reads.PersonAtDesk(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var view = person!;
        return new RecordModel
        {
            Section = Section.Search, Path = $"{Base}/{view.Id}",
            Back = asked.Page.IsFor(Roles.Officer) ? "/desk/search" : "/desk/rail-licences",
            BackName = asked.Page.IsFor(Roles.Officer) ? new("查询", "Search") : new("驾驶人员", "Drivers"),
            Today = ShanghaiTime.DateOf(asked.Registry.Now),
            Title = new(view.Name, view.Name),
            State = view.Death is null ? null : new("已死亡", "Dead"), Look = "bad",
            Facts =
            [
                RecordFact.Of("证件号码", "Identity number", view.IdentityNumber.Shown),
                RecordFact.Of("出生日期", "Date of birth", view.BornOn),
                new(new("账号", "Account"), view.AccountBound ? new("已实名绑定", "bound") : new("未绑定", "not bound")),
                new(new("死亡", "Death"), view.Death is { } death
                    ? Dates.Day(death.On)
                    : new("", "")),
                new(new("驾驶证", "Driving licence"), view.DrivingLicence is { } fact
                    ? LicenceOf(fact)
                    : new("无不利记录", "nothing on record")),
            ],
            Lists =
            [
                new(new("名下证件", "Certificates"), await Held(view.Certificates, asked)),
            ],
            Acts = Kind.Acts, Choices = RecordChoices.None.Add("factId", [.. FactsOf(view)]),
            Buttons = view.AccountBound ? [(new("更换丢失的手机号", "Another phone"), $"{Base}/{view.Id}/phone")] : [],
        };
    }

    /// <summary>
    /// The links of a person's record: for a road officer to certificates, each by kind and status; for exam centre and
    /// administration to careers.
    /// </summary>
    private static async Task<ImmutableArray<RecordFact>> Held(IEnumerable<string> keys, RecordAsked asked)
    {
        var facts = ImmutableArray.CreateBuilder<RecordFact>();
        foreach (var key in keys)
            if (!EntityId.TryParse(EntityKind.Certificate, key, out _))
                facts.Add(new(new("铁路驾驶人员档案", "Railway career"), new("", ""),
                    asked.Page.IsFor(Roles.ExamCentre | Roles.Administration) ? "/desk/rail-licences/" + key : null));
            else if (asked.Page.IsFor(Roles.Officer)
                && (await asked.Reads.Certificate(key, asked.Cancellation)).Value?.View is { } held)
                facts.Add(new(SheetWords.Of(held.Kind), Statuses.Of(held.Status), "/desk/certificates/" + key));
            else
                facts.Add(new(new("从业资格证", "Road-transport certificate"), new("", "")));
        return facts.ToImmutable();
    }

    /// <summary>The facts on record that can be corrected.</summary>
    private static IEnumerable<(string Id, LocalText Name)> FactsOf(PersonView view)
    {
        if (view.Death is { } death)
            yield return (death.Id, new($"死亡 {Dates.Day(death.On).Zh}", $"Death {Dates.Day(death.On).En}"));
        if (view.DrivingLicence is { } fact)
        {
            var says = LicenceOf(fact);
            yield return (fact.Id, new($"驾驶证 {says.Zh}", $"Driving licence {says.En}"));
        }
    }

    private static LocalText LicenceOf(DrivingLicenceFact fact) =>
        new($"{Statuses.Of(fact.State).Zh} {fact.Class} {Dates.Day(fact.On).Zh}",
            $"{Statuses.Of(fact.State).En} {fact.Class} {Dates.Day(fact.On).En}");

    private static ImmutableArray<Act> Acts() =>
    [
        Act.Of(EntityKind.Person, "death", new("记录死亡", "Record the death"),
            new("名下全部从业资格证和铁路驾驶证将注销，在办申请终止。",
                "Every certificate and licence of the person is cancelled, applications are closed."),
            [new("on", new("死亡日期", "Day of death"), ActInput.Day)], read => new RecordDeath(read.Day("on")),
            proof: true, ends: true),
        Act.Of(EntityKind.Person, "driving-licence", new("记录驾驶证状态", "Record the driving licence"),
            new("注销、吊销的，名下需要驾驶的从业资格证将注销；暂扣的，暂时不能换发。",
                "Cancelled or revoked: the certificates that need it are cancelled. Withheld: no renewal meanwhile."),
            [
                new("state", new("状态", "State"), ActInput.Choice)
                {
                    Choices = ValueNames.Of<DrivingLicenceState>(Statuses.Of),
                },
                new("class", new("准驾车型（如 A2）", "Class, such as A2")), new("on", new("自哪一天起", "From"), ActInput.Day),
            ],
            read => new RecordDrivingLicence(
                read.Choice<DrivingLicenceState>("state"), read.TextOrNull("class"), read.Day("on")),
            proof: true, ends: true),
        Act.By("identity-change", new("申请变更姓名或号码", "Ask to change name or number"),
            new("须有公安机关证明，另一名经办人复核后生效；名下证件和账号绑定随之变更。",
                "By proof of the police; a second officer has to confirm, then certificates and the account follow."),
            [
                new("name", new("姓名", "Name")), new("identityKind", new("证件类型", "Kind of document"), ActInput.Choice)
                {
                    Choices = ValueNames.Of(kind => FieldNames.OfChoice(
                        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())),
                        IdentityKind.CitizenId, IdentityKind.ResidencePermit, IdentityKind.ForeignPermanentResident),
                },
                new("identityNumber", new("证件号码", "Identity number")),
                new("bornOn", new("出生日期（号码不含时填写）", "Date of birth, where the number does not say it"), ActInput.Day),
            ],
            run => AskFor(run, (person, read) => new IdentityChangeForm(person.Key, read.Text("name"),
                read.ChoiceOrNull<IdentityKind>("identityKind") ?? IdentityKind.CitizenId, read.Text("identityNumber"),
                read.DayOrNull("bornOn"))), proof: true),
        Act.By("correct", new("更正事实", "Correct a fact"),
            new("只撤回由这一事实引起的注销，其他不变；其他机关登记的事实须另一名经办人复核。",
                "Undoes exactly what the fact caused; what another authority recorded takes a second officer."),
            [new("factId", new("要更正的事实", "Which fact")), new("reason", new("原因", "Reason"), ActInput.Lines)],
            Correct),
        Act.By("unbind", new("申请解除账号绑定", "Ask to undo the account's binding"),
            new("须另一名经办人复核后生效；绑定解除后该账号看不到此人的任何证件。",
                "A second officer has to confirm; afterwards the account sees nothing of this person."),
            [new("reason", new("原因", "Reason"), ActInput.Lines)], Unbind, proof: true, ends: true),
    ];

    /// <summary>Asks for an act that a second officer confirms (H.26).</summary>
    private static async Task<Answer> AskFor(ActRun run, Func<Person, ActReader, ApplicationForm> form)
    {
        if (await run.Registry.As(run.Page.Actor).PersonToActOn(run.Id) is not var (person, _))
            return new Answer.No(Refusals.NotFound());
        var ask = new RequestPersonAct(person.Key, form(person, run.Read));
        return run.Read.Refusal is { } malformed ? new Answer.No(malformed)
            : await run.Registry.Execute(IdentityBinding.IdOf(person.Key), run.Form.Envelope(ask));
    }

    private static async Task<Answer> Correct(ActRun run)
    {
        var (fact, reason) = (run.Read.Text("factId"), run.Read.Text("reason"));
        if (run.Read.Refusal is { } malformed) return new Answer.No(malformed);
        if (await run.Registry.As(run.Page.Actor).PersonToActOn(run.Id) is not var (person, _))
            return new Answer.No(Refusals.NotFound());
        return PersonFacts.TakesTwo(person, fact, run.Page.Actor)
            ? await AskFor(run, (_, _) => new FactCorrectionForm(person.Key, fact, reason))
            : await run.Registry.Execute(
                new EntityId(EntityKind.Person, person.Key), run.Form.Envelope(new CorrectFact(fact, reason)));
    }

    private static async Task<Answer> Unbind(ActRun run)
    {
        if (await run.Registry.As(run.Page.Actor).PersonToUnbind(run.Id) is not { } person)
            return new Answer.No(Refusals.NotFound());
        var ask = new RequestUnbinding(person.AccountId ?? "", person.Key, run.Read.Text("reason"));
        return await run.Registry.Execute(
            IdentityBinding.IdOf(person.AccountId ?? person.Key), run.Form.Envelope(ask));
    }
}
