using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>/desk/operators/{id}: an operator with its permits and drivers, and what its authority does.</summary>
internal static class OperatorRecord
{
    private const string Base = "/desk/operators";

    public static RecordKind Kind { get; } = new(Base, Roles.Officer, Read, Acts());

    private static async Task<Result<RecordModel>> Read(RecordAsked asked)
    {
        var (shown, refusal) = await asked.Reads.Operator(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var view = shown!.View;
        var drivers = (await asked.Reads.DriversOf(view.Id, asked.Cancellation)).Value;
        return new RecordModel
        {
            Section = Section.Search, Path = $"{Base}/{view.Id}", Back = "/desk/search",
            BackName = new("查询", "Search"), Today = ShanghaiTime.DateOf(asked.Registry.Now),
            Title = new(view.Name, view.Name),
            Facts =
            [
                RecordFact.Of("统一社会信用代码", "Credit code", view.CreditCode),
                new(new("主管机关", "Authority"), Authorities.Of(view.Authority)),
                new(new("包车自动审核", "Automatic review"), view.AutoReview ? new("已开通", "on") : new("未开通", "off")),
                .. view.Owner is { } owner
                    ? [RecordFact.Of("经营者本人", "Owner", owner.Name ?? owner.PersonId)] : Array.Empty<RecordFact>(),
                RecordFact.Of("联系人", "Contacts", string.Join("; ", view.Contacts.Select(one => one.Name))),
            ],
            Lists =
            [
                new(new("经营许可", "Permits"), [.. view.Permits.Select(PermitOf)]),
                new(new("驾驶员", "Drivers"), [.. (drivers.IsDefault ? [] : drivers).Select(driver => RecordFact.Of(
                    driver.Name, driver.Name, driver.IdentityNumber.Shown))]),
            ],
            Acts = Kind.Acts, History = await asked.History(EntityKind.Operator),
        };
    }

    /// <summary>A permit in a line.</summary>
    public static RecordFact PermitOf(PermitView permit) => new(
        new(permit.PermitNumber, permit.PermitNumber),
        new($"{string.Join("、", permit.Scopes.Select(scope => ValueNames.Of(scope).Zh))} · "
            + $"{Dates.Days(permit.ValidFrom, permit.ValidTo).Zh} · {(permit.Valid ? "有效" : "无效")}"
            + (permit.Bound ? " · 已绑定" : " · 未绑定"),
            $"{string.Join(", ", permit.Scopes.Select(scope => ValueNames.Of(scope).En))} · "
            + $"{Dates.Days(permit.ValidFrom, permit.ValidTo).En} · {(permit.Valid ? "valid" : "not valid")}"
            + (permit.Bound ? " · bound" : " · not bound")));

    private static ImmutableArray<Act> Acts() =>
    [
        Act.Of(EntityKind.Operator, "permits", new("登记经营许可", "Register a permit"),
            new("同一许可证号再次登记，以新的范围和期限为准。", "The same number again states its new scope or period."),
            [
                new("permitNumber", new("许可证号", "Permit number")),
                new("scopes", new("经营范围", "Scopes"), ActInput.Choices)
                {
                    Choices = ValueNames.Of<OperatingScope>(ValueNames.Of),
                },
                new("validFrom", new("有效期起", "Valid from"), ActInput.Day),
                new("validTo", new("有效期止", "Valid to"), ActInput.Day),
            ],
            read => new RegisterPermit(read.Text("permitNumber"), read.Choices<OperatingScope>("scopes"),
                read.Day("validFrom"), read.Day("validTo"))),
        Act.Of(EntityKind.Operator, "end-permit", new("终止经营许可", "End a permit"),
            new("从该日起，以此许可经营的车辆不能办理业务，包车不能备案和下发。",
                "From that day vehicles under this permit cannot be served, and no trip can be filed or issued."),
            [
                new("permitNumber", new("许可证号", "Permit number")),
                new("reason", new("理由和依据", "Reason and article"), ActInput.Lines),
                new("on", new("终止日期", "Day"), ActInput.Day),
            ],
            read => new EndPermit(read.Text("permitNumber"), read.Text("reason"), read.DayOrNull("on")),
            proof: true, ends: true),
        Act.Of(EntityKind.Operator, "auto-review", new("设置包车自动审核", "Set automatic review"),
            new("开通后，符合条件的备案不经人工审核。", "When on, filings that meet the rule need no person."),
            [new("enabled", new("开通自动审核", "Automatic review on"), ActInput.Tick)],
            read => new SetAutoReview(read.Ticked("enabled"))),
        Act.By("drivers", new("关联驾驶员", "Link a driver"),
            new("机关直接关联，不需要本人确认。", "The authority links at once, without the driver's consent."),
            [new("name", new("姓名", "Name")), new("identityNumber", new("证件号码", "Identity number"))],
            async run =>
            {
                var driver = await Registration.Driver(
                    run.Registry, run.Read.Text("name"), run.Read.Text("identityNumber"));
                return EntityId.TryParse(EntityKind.Operator, run.Id, out var id)
                    ? await run.Registry.Execute(id, run.Form.Envelope(new LinkDriver(driver ?? "")))
                    : new Answer.No(Refusals.NotFound());
            }),
        Act.By("owner", new("申请登记经营者本人", "Ask to record the owner"),
            new("仅限个体工商户；另一名经办人复核后生效，此人的实名账号即可代该经营者办事。",
                "Of an individual business alone; a second officer has to confirm, then that account acts for it."),
            [
                new("name", new("姓名", "Name")), new("identityNumber", new("证件号码", "Identity number")),
                new("evidence", new("核对的证明材料", "Papers that were looked at"), ActInput.Lines),
            ],
            RecordOwner, proof: true),
        Act.By("owner-end", new("申请终止经营者本人登记", "Ask to end the record of the owner"),
            new("另一名经办人复核后生效；此人的账号不能再代该经营者办事。",
                "A second officer has to confirm; then the person's account acts for it no longer."),
            [new("evidence", new("理由和证明材料", "Reason and papers"), ActInput.Lines)],
            EndOwner, proof: true, ends: true),
    ];

    private static async Task<Answer> RecordOwner(ActRun run)
    {
        var evidence = run.Read.Text("evidence");
        var person = await Registration.Driver(
            run.Registry, run.Read.Text("name"), run.Read.Text("identityNumber"));
        return person is null
            ? new Answer.No(Refusals.Malformed(
                Refusals.Fault("identityNumber", "没有登记该人员。", "No such person is on the register.")))
            : await AskFor(run, _ => new OwnerForm(person, run.Id, Owns: true, evidence));
    }

    private static Task<Answer> EndOwner(ActRun run) => AskFor(run, view => view.Owner is { } owner
        ? new OwnerForm(owner.PersonId, view.Id, Owns: false, run.Read.Text("evidence")) : null);

    /// <summary>Asks for an act that a second officer confirms; null: no owner is on record.</summary>
    private static async Task<Answer> AskFor(ActRun run, Func<OperatorView, OwnerForm?> form)
    {
        var (shown, hidden) = await run.Registry.As(run.Page.Actor).Operator(run.Id);
        if (hidden is not null) return new Answer.No(hidden);
        if (form(shown!.View) is not { } asked) return new Answer.No(OperatorRefusals.NoOwner());
        return run.Read.Refusal is { } malformed ? new Answer.No(malformed)
            : await run.Registry.Execute(IdentityBinding.IdOf(asked.PersonKey),
                run.Form.Envelope(new RequestPersonAct(asked.PersonKey, asked)));
    }
}
