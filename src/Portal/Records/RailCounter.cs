using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Parts;

namespace OrleansRegistry.Portal.Records;

/// <summary>/desk/rail-register: what exam centre and administration register.</summary>
internal static class RailCounter
{
    public static Counter Counter { get; } = new(
        "/desk/rail-register", Section.Registration, new("铁路登记", "Railway registration"),
        [(Employer(), "/desk/employers"), (Session(), "/desk/exams")]);

    private static Act Employer() => Act.By("employer", new("登记企业", "Register an enterprise"),
        new("凭来函登记；登记后可以为其开立账号、关联驾驶人员。", "By its letter; afterwards it can have accounts and drivers."),
        [new("name", new("名称", "Name")), new("creditCode", new("统一社会信用代码", "Credit code"))],
        run =>
        {
            var envelope = run.Form.Envelope(
                new RegisterEmployer(run.Read.Text("name"), run.Read.Text("creditCode")));
            return run.Registry.Execute(Keys.ForNew(EntityKind.Employer, envelope.CommandId), envelope);
        });

    private static Act Session() => Act.By("session", new("公布考试批次", "Announce an exam session"),
        new("公布后不能修改；年龄按报名截止日计算。", "It does not change any more; ages are counted on the last day of registration."),
        [
            new("name", new("名称", "Name")),
            new("registrationDeadline", new("报名截止日", "Last day of registration"), ActInput.Day),
            new("theoryOn", new("理论考试日期", "Theory exam"), ActInput.Day),
        ],
        async run =>
        {
            var command = new RegisterExamSession(
                run.Read.Text("name"), run.Read.Day("registrationDeadline"), run.Read.Day("theoryOn"));
            if (run.Read.Refusal is { } malformed) return new Domain.Ports.Answer.No(malformed);
            var envelope = run.Form.Envelope(command);
            return await run.Registry.Execute(Keys.ForNew(EntityKind.ExamSession, envelope.CommandId), envelope);
        });
}
