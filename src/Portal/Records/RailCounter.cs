using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Portal.Parts;

namespace OrleansRegistry.Portal.Records;

/// <summary>/desk/rail-register: what exam centre and administration can register.</summary>
internal static class RailCounter
{
    public static Counter Counter { get; } = new(
        "/desk/rail-register", Section.Registration, new("铁路登记", "Railway registration"),
        [(Employer(), "/desk/employers"), (Session(), "/desk/exams"), (Driver(), "/desk/rail-licences")]);

    private static Act Employer() => Act.By("employer", new("登记企业", "Register an enterprise"),
        new("凭来函登记；登记后可以为其开立账号、关联驾驶人员。", "By its letter; afterwards it can have accounts and drivers."),
        [
            new("name", new("名称", "Name")), new("creditCode", new("统一社会信用代码", "Credit code")),
            DeskCounter.CreditCodeReason,
        ],
        run =>
        {
            var envelope = run.Form.Envelope(
                new RegisterEmployer(run.Read.Text("name"), run.Read.Text("creditCode"))
                {
                    CreditCodeReason = run.Read.TextOrNull("creditCodeReason"),
                });
            return run.Registry.Execute(Keys.ForNew(EntityKind.Employer, envelope.CommandId), envelope);
        });

    private static Act Driver() => Act.By("driver", new("登记驾驶人员", "Register a driver"),
        new("持有旧证的一并登记，其过去不再核查；没有驾驶证的只建立档案。",
            "A licence of an older register is taken with it and its past believed; without one there is a record."),
        [
            new("name", new("姓名", "Name")), new("identityNumber", new("证件号码", "Identity number")),
            new("creditCode", new("所在企业统一社会信用代码（可不填）", "Credit code of the enterprise, if any")),
            new("licenceNumber", new("证号（可不填）", "Licence number, if any")),
            new("classes", new("准驾机型（没有驾驶证不填）", "Classes; none without a licence"), ActInput.Text,
                new("用空格隔开，例如 J1 J5", "With spaces between, such as J1 J5")),
            new("validFrom", new("有效期起", "Valid from"), ActInput.Day),
            new("validTo", new("有效期止", "Valid to"), ActInput.Day),
        ], Register);

    private static async Task<Domain.Ports.Answer> Register(ActRun run)
    {
        var read = run.Read;
        OlderLicence? licence = null;
        if (read.TextOrNull("classes") is { } typed)
        {
            var (from, to) = (read.Day("validFrom"), read.Day("validTo"));
            var (classes, unknown) = HeldClasses.Read(typed, code => new HeldClass(code, from));
            if (unknown is not null) return new Domain.Ports.Answer.No(unknown);
            licence = new OlderLicence(classes, from, to, read.TextOrNull("licenceNumber"));
        }
        if (read.Refusal is { } malformed) return new Domain.Ports.Answer.No(malformed);
        var row = new RailRow(new HolderRow(read.Text("name"), read.Text("identityNumber")),
            read.TextOrNull("creditCode") is { } code ? new RailEmployerRow(CreditCode: code) : null, licence);
        return (await Domain.Ports.Registration.Register(
            run.Registry, row, run.Form.Envelope(row.ToDriver("", null)))).Answer;
    }

    private static Act Session() => Act.By("session", new("公布考试批次", "Announce an exam session"),
        new("公布后不能修改；年龄按报名截止日计算。", "It does not change any more; ages are counted on the last day of registration."),
        [
            new("name", new("名称", "Name")),
            new("registrationDeadline", new("报名截止日", "Last day of registration"), ActInput.Day),
            new("theoryOn", new("理论考试日期", "Theory exam"), ActInput.Day),
            new("practicalOn", new("实际操作考试日期（不填为同一天）", "Practical exam; the same day when not given"),
                ActInput.Day),
            new("places", new("考点（每行一个：名称，地址）", "Exam points, one a line: name, address"), ActInput.Lines),
        ],
        async run =>
        {
            var command = new RegisterExamSession(
                run.Read.Text("name"), run.Read.Day("registrationDeadline"), run.Read.Day("theoryOn"),
                run.Read.DayOrNull("practicalOn"), PlacesIn(run.Read));
            if (run.Read.Refusal is { } malformed) return new Domain.Ports.Answer.No(malformed);
            var envelope = run.Form.Envelope(command);
            return await run.Registry.Execute(Keys.ForNew(EntityKind.ExamSession, envelope.CommandId), envelope);
        });

    /// <summary>The exam points, numbered in their order; null: none.</summary>
    private static ImmutableArray<ExamPlace>? PlacesIn(ActReader read)
    {
        var lines = read.Lines("places");
        if (lines.IsEmpty) return null;
        var places = ImmutableArray.CreateBuilder<ExamPlace>();
        foreach (var line in lines)
            if (line.Split([',', '，'], 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } name, { Length: > 0 } at])
                places.Add(new ExamPlace(
                    string.Create(CultureInfo.InvariantCulture, $"p{places.Count + 1}"), name, at));
            else
                read.Wrong("places", "每行写名称和地址，用逗号隔开。", "Each line has a name and an address with a comma between.");
        return places.ToImmutable();
    }
}
